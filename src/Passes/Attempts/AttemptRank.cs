namespace PowerSoftmax.Passes.Attempts;

/// <summary>How good an attempt is beside others of its ring: precise enough, then within the memory that is allowed, then faster.</summary>
/// <param name="NeedsLargerRing">See <see cref="Attempt.NeedsLargerRing"/>.</param>
/// <param name="BytesOver">Bytes above what is allowed.</param>
/// <param name="Milliseconds">Predicted time of an evaluation on one thread.</param>
internal readonly record struct AttemptRank(bool NeedsLargerRing, long BytesOver, double Milliseconds) : IComparable<AttemptRank>
{
    public int CompareTo(AttemptRank other) => (NeedsLargerRing, BytesOver, Milliseconds).CompareTo((other.NeedsLargerRing, other.BytesOver, other.Milliseconds));
}
