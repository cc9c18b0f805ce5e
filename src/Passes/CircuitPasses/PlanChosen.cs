using PowerSoftmax.Passes.Attempts;

namespace PowerSoftmax.Passes.CircuitPasses;

/// <summary>Says what is predicted of the circuit that is taken, and why it is the one.</summary>
internal sealed class PlanChosen : ICircuitPass
{
    public string Name => "plan-chosen";

    public CircuitState Run(CircuitState state, CircuitContext context) => state with
    {
        Plan = state.Attempts!.Plan with { Attempts = new AttemptReport(state.Attempts, context.Options).Rows() },
    };
}
