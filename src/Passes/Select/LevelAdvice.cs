using System.Globalization;
using PowerSoftmax.Ir.Bootstrapping;
using PowerSoftmax.Ir.Diagnostics;

namespace PowerSoftmax.Passes.Select;

/// <summary>What to say where a circuit is too deep for what the user allows: the nearest that would do.</summary>
/// <param name="options">The user's choices.</param>
/// <param name="select">Selects under other choices; throws where nothing fits.</param>
internal sealed class LevelAdvice(CompilerOptions options, Func<CompilerOptions, SelectedCircuit> select)
{
    /// <summary>The error that names what would do; null where nothing would.</summary>
    /// <param name="needed">Levels the circuit needs.</param>
    /// <param name="held">Levels of the largest ring at the smallest scale.</param>
    public DiagnosticException? Better(int needed, int held)
    {
        if (options.KeyFormat != KeyFormat.Hybrid)
        {
            return null;
        }

        CompilerOptions bootstrapped = options with
        {
            Bootstrapping = BootstrappingMode.Auto, MaxLogN = Math.Max(options.MaxLogN, BootstrappingSets.MinLogN),
        };
        if (options.Bootstrapping == BootstrappingMode.None && Try(bootstrapped) is SelectedCircuit raised)
        {
            return new DiagnosticException(
                DiagnosticKinds.BootstrappingNeeded, needed, held, options.MaxLogN, options.Security, "--bootstrapping auto", Describe(raised));
        }

        return options.Security > 128 && Try(options with { Security = 128 }) is SelectedCircuit lower
            ? new DiagnosticException(DiagnosticKinds.SecurityTooDeep, needed, options.Security, held, options.MaxLogN, Describe(lower))
            : null;
    }

    /// <summary>The error that bootstraps are less precise than asked; null where they are not, or where no ring that is allowed has any.</summary>
    /// <param name="needed">Levels the circuit needs.</param>
    /// <param name="held">Levels of the largest ring at the smallest scale.</param>
    public DiagnosticException? Imprecise(int needed, int held)
    {
        if (options.MaxLogN < BootstrappingSets.MinLogN)
        {
            return null;
        }

        // The smallest ring's are the most precise.
        double bits = BootstrappingSets.PrecisionBits(BootstrappingSets.MinLogN, options.SecurityClaim);

        return options.PrecisionBits < bits
            ? null
            : new DiagnosticException(DiagnosticKinds.BootstrapImprecise, needed, held, options.MaxLogN, options.Security, Bits(bits), Bits(options.PrecisionBits));
    }

    // Never more than there is: what is printed may be asked for.
    private static string Bits(double bits) => (Math.Floor(bits * 10) / 10).ToString("0.0", CultureInfo.InvariantCulture);

    private static string Describe(SelectedCircuit selected)
    {
        int count = selected.Attempt.Ckks.Ops<Ir.CkksDialect.CkksBootstrap>().Count();
        string ring = $"N = 2^{selected.Attempt.Parameters.LogN}";
        return count == 0 ? $"{ring} without bootstrapping" : $"{ring} with {count} {(count == 1 ? "bootstrap" : "bootstraps")}";
    }

    private SelectedCircuit? Try(CompilerOptions changed)
    {
        try
        {
            return select(changed);
        }
        catch (DiagnosticException)
        {
            return null;
        }
    }
}
