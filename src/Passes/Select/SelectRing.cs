using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Passes.Manage;

namespace PowerSoftmax.Passes.Select;

/// <summary>Chooses the smallest ring that has the slots and the levels a circuit needs.</summary>
/// <param name="scales">Chooses the scale on one ring.</param>
/// <param name="lower">Lays the circuit out for a number of slots; throws PSM3002 where it does not fit them.</param>
/// <param name="options">Bounds of the search.</param>
public sealed class SelectRing(SelectScale scales, Func<int, Module> lower, CompilerOptions options)
{
    /// <summary>Smallest ring that is tried.</summary>
    public const int MinLogN = 13;

    /// <exception cref="DiagnosticException">
    /// No ring has the slots (PSM3002) or the levels (PSM3003), or only larger ones than the key format allows (PSM3006).
    /// </exception>
    public SelectedCircuit Run()
    {
        DiagnosticException? tooWide = null;
        Module? deepest = null;
        SelectedCircuit? imprecise = null;
        int largest = Math.Min(options.MaxLogN, options.KeyFormat.MaxLogN());
        for (int logN = MinLogN; logN <= largest; logN++)
        {
            try
            {
                deepest = lower(1 << (logN - 1));
            }
            catch (DiagnosticException error) when (error.Diagnostic.Id == DiagnosticKinds.LayoutTooLarge.Id)
            {
                tooWide = error;
                continue;
            }

            CircuitAttempt? attempt = scales.Run(deepest.Find(ModuleKeys.Circuit)!, deepest.Weights, logN);
            if (attempt is { NeedsLargerRing: false })
            {
                return new SelectedCircuit(deepest, attempt);
            }

            imprecise = attempt is null ? imprecise : new SelectedCircuit(deepest, attempt);
        }

        // What no ring computes precisely enough is left to the checker to refuse.
        return imprecise ?? throw NothingFits(deepest, tooWide);
    }

    private DiagnosticException NothingFits(Module? deepest, DiagnosticException? tooWide)
    {
        // Below the format's own bound it is the user's bound that is short.
        KeyFormatAdvice? advice = options.KeyFormat == KeyFormat.Seal && options.MaxLogN >= options.KeyFormat.MaxLogN()
            ? new KeyFormatAdvice(options, lower)
            : null;
        return deepest is null && tooWide is not null
            ? advice?.TooWide(tooWide) ?? tooWide
            : advice?.TooDeep(deepest!.Find(ModuleKeys.Circuit)!) ?? LevelsShort(deepest!.Find(ModuleKeys.Circuit)!);
    }

    private DiagnosticException LevelsShort(Graph packed)
    {
        int bits = options.LogDefaultScale ?? SelectScale.Usual;
        LevelNeeds needs = DepthAnalysis.Run(packed, new Level(0));
        int held = Math.Max(0, SelectParameters.LevelsHeld(options.MaxLogN, bits));
        return new DiagnosticException(
            DiagnosticKinds.LevelsShort, needs.Depth, bits, options.Security, options.MaxLogN, held, needs.Depth - held, needs.PathText);
    }
}
