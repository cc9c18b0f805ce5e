namespace PowerSoftmax.Passes.CircuitPasses;

/// <summary>There are tables for the security and the rings that are asked for.</summary>
internal sealed class CheckOptions : ICircuitPass
{
    public string Name => "check-options";

    public CircuitState Run(CircuitState state, CircuitContext context)
    {
        context.Options.Check();
        return state;
    }
}
