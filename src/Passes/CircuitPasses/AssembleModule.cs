using System.Globalization;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Passes.Rewriting;

namespace PowerSoftmax.Passes.CircuitPasses;

/// <summary>Puts the circuit on ciphertexts between prologue and epilogue, with what its plan says; nothing where an error was found.</summary>
internal sealed class AssembleModule : ICircuitPass
{
    public string Name => "assemble-module";

    public CircuitState Run(CircuitState state, CircuitContext context) =>
        context.Diagnostics.HasErrors ? state : state with { Compiled = Assemble(state, context.Options) };

    private static Module Assemble(CircuitState state, CompilerOptions options)
    {
        Module packed = state.Chosen.Layout.Packed!;
        Module module = packed.With(state.Chosen.Circuit!.Ckks, packed.Weights);
        Module compiled = CircuitMetadata.Write(UsedWeights.Keep(module), state.Plan!);
        return options.MaxMemoryBytes is null
            ? compiled
            : compiled.WithMeta(ModuleKeys.MemoryBytes, state.Plan!.MemoryBytes.ToString(CultureInfo.InvariantCulture));
    }
}
