using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Passes.Select;

/// <summary>The smallest ring's circuit.</summary>
/// <param name="Packed">The module with the circuit on slots.</param>
/// <param name="Attempt">The same on ciphertexts, with its parameters.</param>
public sealed record SelectedCircuit(Module Packed, CircuitAttempt Attempt)
{
    public Graph PackedCircuit => Packed.Find(ModuleKeys.Circuit)!;
}
