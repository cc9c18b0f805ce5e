using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Passes.Attempts;
using PowerSoftmax.Passes.Batches;
using PowerSoftmax.Passes.Calibrate;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Plan;

namespace PowerSoftmax.Passes;

/// <summary>The second half of the compiler for one input, or for as many at once as pay where throughput is the aim: the best by what is predicted.</summary>
internal static class BatchSearch
{
    /// <summary>Inputs are tried at so many times the number before.</summary>
    private const int BatchStep = 4;

    /// <summary>More inputs must take so much less for each: they are more to wait for.</summary>
    private const double LeastGain = 0.97;

    /// <param name="module">Prologue, circuit of polynomials, epilogue.</param>
    /// <param name="options">The user's choices.</param>
    /// <param name="costs">Predicts times.</param>
    /// <param name="context">Takes the findings of what is taken, or of the first try where nothing can be.</param>
    /// <exception cref="DiagnosticException">No circuit can be laid out or has parameters.</exception>
    public static CompilationResult Run(Module module, CompilerOptions options, CostTable costs, PassContext context)
    {
        List<Tried> tried = All(module, options, costs, context);
        Tried best = tried.Where(static one => one.Result is { Succeeded: true }).OrderBy(static one => one.Rank!.Value).FirstOrDefault()
            ?? tried.FirstOrDefault(static one => one.Result is not null)
            ?? tried[0];
        best.Context.Diagnostics.Items.ToList().ForEach(context.Diagnostics.Add);
        return best.Result is CompilationResult result ? Described(result, best, tried, options.Aim, context) : throw best.Error!;
    }

    private static List<Tried> All(Module module, CompilerOptions options, CostTable costs, PassContext context)
    {
        Lazy<CalibrationSamples> samples = new(() => CalibrationSamples.Of(module, context));
        List<Tried> tried = [Try(module, options, samples, costs, context)];
        while (options.Aim == Aim.Throughput && options.Batch == 1 && IsBetter(tried) && tried[^1].Batch < CompilerOptions.MostInputs)
        {
            tried.Add(Try(module, options with { Batch = tried[^1].Batch * BatchStep }, samples, costs, context));
        }

        return tried;
    }

    /// <summary>Whether the last number of inputs was worth it.</summary>
    private static bool IsBetter(List<Tried> tried) => tried[^1].Rank is AttemptRank last
        && (tried.Count == 1 || (last.BytesOver <= tried[^2].Rank!.Value.BytesOver && last.Measure < LeastGain * tried[^2].Rank!.Value.Measure));

    private static Tried Try(Module module, CompilerOptions options, Lazy<CalibrationSamples> samples, CostTable costs, PassContext context)
    {
        PassContext apart = context.Apart(options);
        try
        {
            CompilationResult result = new CircuitCompiler(options, costs).Run(
                BatchInputs.Run(module, options.Batch), BatchedSamples.Of(CheckedSamples.Of(samples.Value, apart), options.Batch), apart.Diagnostics);
            AttemptRank? rank = result is { Succeeded: true, Plan: CompilationPlan plan } ? AttemptRank.Of(plan, options, plan.Noise.Bits < options.PrecisionBits) : null;
            return new Tried(options.Batch, apart, result, null, rank, samples.Value);
        }
        catch (DiagnosticException error)
        {
            return new Tried(options.Batch, apart, null, error, null, null);
        }
    }

    private static CompilationResult Described(CompilationResult result, Tried best, List<Tried> tried, Aim aim, PassContext context) => result with
    {
        Diagnostics = context.Diagnostics.Items,
        Approximation = context.Approximation,
        Batch = best.Batch,
        Plan = result.Plan! with { Attempts = [.. tried.SelectMany(one => Attempts(one, best, aim))] },
        Module = result.Module is Module module
            ? InputRangeCalibration.Write(CircuitMetadata.WriteApproximation(module, context.Approximation), best.Samples!, context.Options.RangeMargin)
            : null,
    };

    private static IEnumerable<PlanAttempt> Attempts(Tried one, Tried best, Aim aim) => (one.Result?.Plan?.Attempts ?? [])
        .Select(attempt => one.Batch == 1 ? attempt : attempt with { Layouts = $"{attempt.Layouts}, {one.Batch} at once" })
        .Select(attempt => one == best || !attempt.IsTaken ? attempt : attempt with { IsTaken = false, Outcome = Reason(one, best, aim) });

    private static string Reason(Tried one, Tried best, Aim aim) => one.Rank is not AttemptRank rank || best.Rank is not AttemptRank taken ? "refused by a check"
        : rank.Beside(taken, aim);

    /// <param name="Batch">Inputs at once.</param>
    /// <param name="Context">Findings.</param>
    /// <param name="Result">Null after an error.</param>
    /// <param name="Error">The error.</param>
    /// <param name="Rank">Null where nothing was compiled.</param>
    /// <param name="Samples">What the circuit was checked on.</param>
    private sealed record Tried(int Batch, PassContext Context, CompilationResult? Result, DiagnosticException? Error, AttemptRank? Rank, CalibrationSamples? Samples);
}
