using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Passes.Attempts;

namespace PowerSoftmax.Passes.CircuitPasses;

/// <summary>Refuses a circuit that nothing holds, with the nearest that would do. What no ring computes precisely enough is left to the checkers.</summary>
internal sealed class RefuseMisfits : ICircuitPass
{
    public string Name => "refuse-misfits";

    public CircuitState Run(CircuitState state, CircuitContext context) => state.Attempts!.Chosen is null
        ? throw new DiagnosticException(MisfitRefusal.Of(state.Attempts, state.Layouts, context.Search))
        : state;
}
