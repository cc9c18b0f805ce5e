using PowerSoftmax.Passes.Plan;

namespace PowerSoftmax.Passes.Attempts;

/// <summary>An attempt that fits its ring, beside others that do.</summary>
/// <param name="Attempt">The attempt.</param>
/// <param name="Rank">How good it is.</param>
/// <param name="Plan">What is predicted of it.</param>
internal sealed record RankedAttempt(Attempt Attempt, AttemptRank Rank, CompilationPlan Plan);
