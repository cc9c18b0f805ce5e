using PowerSoftmax.Ir.Weights;
using PowerSoftmax.Passes.Plan;

namespace PowerSoftmax.Passes.Attempts;

/// <summary>How good an attempt is beside others of its ring: precise enough, then within the memory that is allowed, then by the aim.</summary>
/// <param name="NeedsLargerRing">See <see cref="Attempt.NeedsLargerRing"/>.</param>
/// <param name="BytesOver">Bytes above what is allowed.</param>
/// <param name="Measure">See <see cref="AimMeasure"/>.</param>
internal readonly record struct AttemptRank(bool NeedsLargerRing, long BytesOver, double Measure) : IComparable<AttemptRank>
{
    public int CompareTo(AttemptRank other) => (NeedsLargerRing, BytesOver, Measure).CompareTo((other.NeedsLargerRing, other.BytesOver, other.Measure));

    /// <summary>Why what has this rank is not taken.</summary>
    public string Beside(AttemptRank taken, Aim aim) => BytesOver > taken.BytesOver
        ? FormattableString.Invariant($"{BytesOver / 1e6:0} MB more than are allowed")
        : aim.Compare(Measure, taken.Measure);

    /// <param name="plan">What is predicted.</param>
    /// <param name="options">Bounds and the aim.</param>
    /// <param name="needsLargerRing">See <see cref="Attempt.NeedsLargerRing"/>.</param>
    public static AttemptRank Of(CompilationPlan plan, CompilerOptions options, bool needsLargerRing)
    {
        long over = Math.Max(plan.MemoryBytes - (options.MaxMemoryBytes ?? WeightCache.UsualMemoryBytes), plan.Keys.Bytes - (options.MaxKeyBytes ?? long.MaxValue));
        return new AttemptRank(needsLargerRing, Math.Max(0, over), options.Aim.Of(plan, options.Batch));
    }
}
