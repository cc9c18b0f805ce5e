using System.Globalization;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Passes.Plan;

namespace PowerSoftmax.Passes.CircuitPasses;

/// <summary>Compares what a circuit takes with what the user allows; an impossible wish is told with the nearest possible one.</summary>
/// <remarks>Selection has already taken the smallest keys where no others were within the bound.</remarks>
internal sealed class CheckWishes : ICircuitPass
{
    public string Name => "check-wishes";

    public CircuitState Run(CircuitState state, CircuitContext context)
    {
        (CompilationPlan plan, CompilerOptions options, DiagnosticBag diagnostics) = (state.Plan!, context.Options, context.Diagnostics);
        string parameters = string.Create(
            CultureInfo.InvariantCulture,
            $"N = 2^{plan.Parameters.LogN}, {plan.Parameters.P.Count} special primes, {plan.Keys.Count} keys{(plan.BootstrapCount > 0 ? ", bootstrapping" : string.Empty)}");
        if (plan.Keys.Bytes > options.MaxKeyBytes)
        {
            diagnostics.Add(Diagnostic.Of(
                DiagnosticKinds.KeysTooLarge, Text(plan.Keys.Bytes), Text(options.MaxKeyBytes.Value), parameters));
        }

        if (plan.MemoryBytes > options.MaxMemoryBytes)
        {
            diagnostics.Add(Diagnostic.Of(
                DiagnosticKinds.MemoryTooLarge,
                Text(plan.MemoryBytes),
                Text(plan.PeakBytes + plan.Plaintexts.Bytes),
                Text(plan.Keys.Bytes),
                Text(options.MaxMemoryBytes.Value),
                parameters));
        }

        return state;
    }

    /// <summary>Never less than what it stands for: a wish for the printed size is granted.</summary>
    private static string Text(long bytes) => bytes >= 1_000_000_000
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(bytes / 1e7) / 100:0.00} GB")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(bytes / 1e4) / 100:0.00} MB");
}
