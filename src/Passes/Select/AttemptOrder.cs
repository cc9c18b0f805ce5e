using PowerSoftmax.Ir.Weights;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Plan;

namespace PowerSoftmax.Passes.Select;

/// <summary>The better of two attempts on one ring first: precise enough, then within the memory that is allowed, then faster.</summary>
/// <param name="costs">Predicts times.</param>
/// <param name="options">What the user allows.</param>
public sealed class AttemptOrder(CostTable costs, CompilerOptions options) : IComparer<CircuitAttempt>
{
    public int Compare(CircuitAttempt? x, CircuitAttempt? y) => Rank(x!).CompareTo(Rank(y!));

    private (bool IsImprecise, long BytesOver, double Milliseconds) Rank(CircuitAttempt attempt)
    {
        CompilationPlan plan = PlanCircuit.Run(attempt, costs);
        long over = Math.Max(plan.MemoryBytes - (options.MaxMemoryBytes ?? WeightCache.UsualMemoryBytes), plan.Keys.Bytes - (options.MaxKeyBytes ?? long.MaxValue));

        return (attempt.NeedsLargerRing, Math.Max(0, over), plan.MillisecondsOn(1));
    }
}
