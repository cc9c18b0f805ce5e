using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Passes.Attempts;

namespace PowerSoftmax.Passes.CircuitPasses;

/// <summary>There are tables for the security and the rings that are asked for.</summary>
internal sealed class CheckOptions : ICircuitPass
{
    public string Name => "check-options";

    public CircuitState Run(CircuitState state, CircuitContext context)
    {
        CompilerOptions options = context.Options;
        _ = options.SecurityClaim;

        return options.MaxLogN is >= AttemptSearch.MinLogN and <= CkksParameterSet.MaxLogN
            ? state
            : throw new ParameterException(
                nameof(options.MaxLogN), $"{options.MaxLogN}", $"allowed is {AttemptSearch.MinLogN} to {CkksParameterSet.MaxLogN}.");
    }
}
