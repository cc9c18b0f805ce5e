using PowerSoftmax.Passes.Approximate.Candidates;

namespace PowerSoftmax.Passes.Approximate.Search;

/// <summary>Outcome of a search.</summary>
/// <param name="Chosen">The cheapest candidate that meets the budget; null where none does.</param>
/// <param name="Considered">Every candidate that was measured, in the order of the search; the chosen one is last.</param>
public sealed record ApproximationChoice(ApproximationCandidate? Chosen, IReadOnlyList<ConsideredCandidate> Considered)
{
    /// <summary>The search in words, one candidate a line.</summary>
    public string Explain() => string.Join("\n", Considered);
}
