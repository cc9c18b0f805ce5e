using PowerSoftmax.Ir.Weights;
using PowerSoftmax.Passes.Plan;

namespace PowerSoftmax.Passes.Attempts;

/// <summary>Compares what fits one ring by <see cref="AttemptRank"/>.</summary>
internal static class AttemptOrder
{
    /// <summary>The best first. Cost: a plan of each.</summary>
    public static IReadOnlyList<RankedAttempt> Of(IReadOnlyList<Attempt> attempts, SearchSettings search) =>
        [.. attempts.Select(attempt => Rank(attempt, search)).OrderBy(static ranked => ranked.Rank)];

    private static RankedAttempt Rank(Attempt attempt, SearchSettings search)
    {
        CompilationPlan plan = PlanCircuit.Run(attempt.Circuit!, search.Costs);
        CompilerOptions options = search.Options;
        long over = Math.Max(plan.MemoryBytes - (options.MaxMemoryBytes ?? WeightCache.UsualMemoryBytes), plan.Keys.Bytes - (options.MaxKeyBytes ?? long.MaxValue));

        return new RankedAttempt(attempt, new AttemptRank(attempt.NeedsLargerRing, Math.Max(0, over), plan.MillisecondsOn(1)), plan);
    }
}
