using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Passes.Attempts;
using PowerSoftmax.Passes.Check;

namespace PowerSoftmax.Passes.CircuitPasses;

/// <summary>Runs every checker on the circuit that is taken, whatever they find.</summary>
internal sealed class CheckCircuit : ICircuitPass
{
    public string Name => "check-circuit";

    public CircuitState Run(CircuitState state, CircuitContext context)
    {
        Attempt chosen = state.Chosen;
        CircuitUnderCheck circuit = new()
        {
            Tensor = state.Tensor.Find(ModuleKeys.Circuit)!,
            Packed = chosen.Layout.Circuit,
            Ckks = chosen.Circuit!.Ckks,
            Weights = chosen.Layout.Packed!.Weights,
            Parameters = chosen.Circuit.Parameters,
            SecurityAsked = context.Options.Security,
            Keys = state.Plan!.Keys.Needs,
            Noise = chosen.Circuit.Noise,
            BitsAsked = context.Options.PrecisionBits,
            Samples = context.Search.Samples,
        };
        Checkers.Run(circuit, context.Diagnostics);
        return state;
    }
}
