using PowerSoftmax.Passes.Attempts;

namespace PowerSoftmax.Passes.CircuitPasses;

/// <summary>Lays the circuit out and lowers it to ciphertexts under one set of parameters after the other, until one holds it.</summary>
internal sealed class TryParameters : ICircuitPass
{
    public string Name => "try-parameters";

    public CircuitState Run(CircuitState state, CircuitContext context) => state with { Attempts = AttemptSearch.Run(state.Layouts, context.Search) };
}
