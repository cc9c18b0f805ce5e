using PowerSoftmax.Ir.Bootstrapping;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Manage;

namespace PowerSoftmax.Passes.Select;

/// <summary>Chooses the smallest ring that has the slots and the levels a circuit needs.</summary>
/// <remarks>
/// Rings that can bootstrap are tried with it before the next larger one without: its keys and ciphertexts would be twice as large
/// again. A circuit of many levels may be faster with bootstraps than without, and takes less memory: see <see cref="AttemptOrder"/>.
/// </remarks>
/// <param name="costs">Predicts times.</param>
/// <param name="options">Bounds of the search.</param>
/// <param name="samples">Prologue outputs by name.</param>
/// <param name="lower">Lays the circuit out for a number of slots; throws PSM3002 where it does not fit them.</param>
public sealed class SelectRing(
    CostTable costs, CompilerOptions options, IReadOnlyList<IReadOnlyDictionary<string, Tensor>> samples, Func<int, Module> lower)
{
    /// <summary>Smallest ring that is tried.</summary>
    public const int MinLogN = 13;

    private readonly SelectScale scales = new(costs, options, samples);

    private bool MayBootstrap => options.Bootstrapping == BootstrappingMode.Auto && options.KeyFormat == KeyFormat.Hybrid;

    /// <exception cref="DiagnosticException">
    /// No ring has the slots (PSM3002) or the levels (PSM3003), or only larger ones than the key format allows (PSM3006), or only
    /// with bootstrapping (PSM3007), at lower security (PSM3008) or at lower precision (PSM3011) than the options allow.
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

            foreach (CircuitAttempt attempt in Attempts(deepest, logN))
            {
                if (!attempt.NeedsLargerRing)
                {
                    return new SelectedCircuit(deepest, attempt);
                }

                imprecise = new SelectedCircuit(deepest, attempt);
            }
        }

        // What no ring computes precisely enough is left to the checker to refuse.
        return imprecise ?? throw NothingFits(deepest, tooWide);
    }

    /// <summary>Without bootstrapping and with it where the ring and the user allow it, the better one first.</summary>
    private IEnumerable<CircuitAttempt> Attempts(Module module, int logN)
    {
        Graph packed = module.Find(ModuleKeys.Circuit)!;
        CircuitAttempt? leveled = scales.Run(packed, module.Weights, logN);
        bool isShallow = leveled is { NeedsLargerRing: false } && leveled.Parameters.MaxLevel.Value <= BootstrappingSets.CircuitLevels[^1];
        CircuitAttempt? bootstrapped = MayBootstrap && logN >= BootstrappingSets.MinLogN && !isShallow
            ? new SelectBootstrapping(costs, options, samples).Run(packed, module.Weights, logN)
            : null;

        return new[] { leveled, bootstrapped }.OfType<CircuitAttempt>().Order(new AttemptOrder(costs, options));
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
        int held = Math.Max(0, SelectParameters.LevelsHeld(options.MaxLogN, bits, options.SecurityClaim));
        LevelAdvice advice = new(options, changed => new SelectRing(costs, changed, samples, lower).Run());
        int most = Math.Max(0, SelectParameters.LevelsHeld(options.MaxLogN, options.LogDefaultScale ?? SelectScale.Lowest, options.SecurityClaim));
        return (MayBootstrap ? advice.Imprecise(needs.Depth, most) : null) ?? advice.Better(needs.Depth, most) ?? new DiagnosticException(
            DiagnosticKinds.LevelsShort, needs.Depth, bits, options.Security, options.MaxLogN, held, needs.Depth - held, needs.PathText);
    }
}
