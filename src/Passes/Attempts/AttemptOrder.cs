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
        return new RankedAttempt(attempt, AttemptRank.Of(plan, search.Options, attempt.NeedsLargerRing), plan);
    }
}
