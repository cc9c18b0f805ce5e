using PowerSoftmax.Ir.Approximation;

namespace PowerSoftmax.Passes.Approximate.Search;

/// <summary>The joint choice of <see cref="DegreeAllocation"/>.</summary>
/// <param name="Choices">Index of the chosen option for each item; empty where the budget cannot be met.</param>
/// <param name="Cost">Sum over all items, which are in series.</param>
/// <param name="Error">Sum of sensitivity times error; where the budget cannot be met, the least one reachable.</param>
public sealed record AllocationResult(IReadOnlyList<int> Choices, EvaluationCost Cost, double Error)
{
    public bool IsFeasible => Choices.Count > 0;
}
