namespace PowerSoftmax.Passes.Select;

/// <summary>The parameters and placements of one ring that hold a circuit.</summary>
/// <param name="Candidates">All of them; at least one.</param>
/// <param name="Best">The one to take.</param>
internal sealed record BootstrappingChoice(IReadOnlyList<BootstrappingCandidate> Candidates, BootstrappingCandidate Best);
