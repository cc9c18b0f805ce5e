namespace PowerSoftmax.Runtime.Seal;

/// <summary>How the body of an object is compressed; the numbers are part of SEAL's format.</summary>
public enum SealCompression : byte
{
    None = 0,
    Zlib = 1,
    Zstandard = 2,
}
