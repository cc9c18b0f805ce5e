namespace PowerSoftmax.Runtime.Seal;

/// <summary>Bounds on what a reader accepts from bytes that nobody vouches for.</summary>
/// <param name="MaxByteCount">
/// Most bytes of one object, compressed or expanded. Only sets of Galois keys come near the default; everything else is bounded by
/// the parameters already.
/// </param>
public sealed record SealReadLimits(long MaxByteCount = 1L << 30)
{
    public static readonly SealReadLimits Default = new();
}
