using System.Globalization;
using PowerSoftmax.Ir.Bootstrapping;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Passes.Levels;
using PowerSoftmax.Passes.Select;

namespace PowerSoftmax.Passes.Attempts;

/// <summary>What to say where a circuit is too deep for what the user allows: the nearest that would do.</summary>
/// <param name="layouts">The circuit on slots.</param>
/// <param name="search">What was searched under.</param>
internal sealed class LevelRefusal(LayoutAttempts layouts, SearchSettings search)
{
    private readonly CompilerOptions options = search.Options;

    /// <param name="largest">The circuit on the largest ring that was tried.</param>
    public Diagnostic Of(LayoutAttempt largest)
    {
        LevelNeeds needs = DepthAnalysis.Run(largest.Circuit, new Level(0));
        int most = Held(options.LogDefaultScale ?? ScaleSchedule.Lowest);
        return Imprecise(needs.Depth, most)
            ?? WithBootstraps(needs.Depth, most)
            ?? WithLessSecurity(needs.Depth, most)
            ?? Short(needs);
    }

    /// <summary>Bootstraps would do, but are less precise than asked.</summary>
    private Diagnostic? Imprecise(int needed, int held)
    {
        if (!options.MayBootstrap || options.MaxLogN < BootstrappingSets.MinLogN)
        {
            return null;
        }

        // The smallest ring's are the most precise.
        double bits = BootstrappingSets.PrecisionBits(BootstrappingSets.MinLogN, options.SecurityClaim);

        return options.PrecisionBits < bits
            ? null
            : Diagnostic.Of(DiagnosticKinds.BootstrapImprecise, needed, held, options.MaxLogN, options.Security, Bits(bits), Bits(options.PrecisionBits));
    }

    private Diagnostic? WithBootstraps(int needed, int held)
    {
        if (options is not { KeyFormat: KeyFormat.Hybrid, Bootstrapping: BootstrappingMode.None })
        {
            return null;
        }

        CompilerOptions raised = options with { Bootstrapping = BootstrappingMode.Auto, MaxLogN = Math.Max(options.MaxLogN, BootstrappingSets.MinLogN) };
        return Under(raised) is Attempt attempt
            ? Diagnostic.Of(DiagnosticKinds.BootstrappingNeeded, needed, held, options.MaxLogN, options.Security, "--bootstrapping auto", Describe(attempt))
            : null;
    }

    private Diagnostic? WithLessSecurity(int needed, int held) =>
        options is { KeyFormat: KeyFormat.Hybrid, Security: > 128 } && Under(options with { Security = 128 }) is Attempt attempt
            ? Diagnostic.Of(DiagnosticKinds.SecurityTooDeep, needed, options.Security, held, options.MaxLogN, Describe(attempt))
            : null;

    private Diagnostic Short(LevelNeeds needs)
    {
        int bits = options.LogDefaultScale ?? ScaleSchedule.Usual;
        int held = Held(bits);
        return Diagnostic.Of(DiagnosticKinds.LevelsShort, needs.Depth, bits, options.Security, options.MaxLogN, held, needs.Depth - held, needs.PathText);
    }

    private int Held(int logScale) => Math.Max(0, SelectParameters.LevelsHeld(options.MaxLogN, logScale, options.SecurityClaim));

    /// <summary>What would be taken under other options; null where nothing would.</summary>
    private Attempt? Under(CompilerOptions changed) => AttemptSearch.Run(layouts, search with { Options = changed }).Chosen;

    // Never more than there is: what is printed may be asked for.
    private static string Bits(double bits) => (Math.Floor(bits * 10) / 10).ToString("0.0", CultureInfo.InvariantCulture);

    private static string Describe(Attempt attempt)
    {
        int count = attempt.Circuit!.Ckks.Ops<CkksBootstrap>().Count();
        string ring = $"N = 2^{attempt.Candidate.LogN}";
        return count == 0 ? $"{ring} without bootstrapping" : $"{ring} with {count} {(count == 1 ? "bootstrap" : "bootstraps")}";
    }
}
