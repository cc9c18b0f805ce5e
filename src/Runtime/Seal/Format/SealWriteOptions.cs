namespace PowerSoftmax.Runtime.Seal;

/// <summary>How an object is written. Residues of ciphertexts and keys look random: compression removes the unused high bits of each word, no more.</summary>
/// <param name="Compression">Compressed objects are collected in memory before they are written: below 2 GiB each.</param>
/// <param name="MinorVersion">SEAL 4.x refuses objects of a newer minor version than its own. The layout is the same in all of them.</param>
public sealed record SealWriteOptions(SealCompression Compression = SealCompression.None, byte MinorVersion = 1)
{
    public static readonly SealWriteOptions Default = new();
}
