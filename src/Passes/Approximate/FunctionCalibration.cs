using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Passes.Approximate.Candidates;
using PowerSoftmax.Passes.Approximate.Ranges;
using PowerSoftmax.Passes.Approximate.Search;
using PowerSoftmax.Passes.Calibrate;

namespace PowerSoftmax.Passes.Approximate;

/// <summary>Measures ranges and sensitivities of the functions of a circuit on the calibration samples.</summary>
/// <remarks>
/// Values come from the interpreter on the circuit itself; ONNX Runtime's answers are what the result is compared with.
/// </remarks>
/// <param name="module">Has the weights.</param>
/// <param name="circuit">The circuit before any approximation.</param>
/// <param name="samples">The user's samples.</param>
/// <param name="options">The user's choices.</param>
public sealed class FunctionCalibration(Module module, Graph circuit, CalibrationSamples samples, CompilerOptions options)
{
    // Of the budget of one function; the joint choice asks for an eighth of all budgets at most.
    private const double SmallestShare = 1.0 / 64;

    /// <param name="arguments">What every function gets on the calibration samples.</param>
    /// <param name="ranges">Of the outputs on them, by name: errors count relative to these.</param>
    /// <exception cref="DiagnosticException">A function's arguments leave its domain, or are not finite.</exception>
    public IReadOnlyList<CalibratedFunction> Run(FunctionArguments arguments, IReadOnlyDictionary<string, double> ranges)
    {
        IReadOnlyList<FunctionSite> sites = FunctionSite.Of(circuit);
        (Histogram Inputs, CalibratedInterval Range)[] intervals = [.. sites.Select(site => Interval(site, arguments.Of(site)))];
        double[] sensitivities = new FunctionSensitivities(module, circuit, samples).Of([.. sites.Zip(intervals, static (site, interval) => (site, interval.Range.Interval))], ranges);

        CalibratedFunction[] functions = new CalibratedFunction[sites.Count];
        Parallel.For(0, sites.Count, index => functions[index] = Calibrated(sites[index], intervals[index].Inputs, intervals[index].Range, sensitivities[index], sites.Count));

        return functions;
    }

    private (Histogram Inputs, CalibratedInterval Range) Interval(FunctionSite site, Histogram inputs) => inputs.Min > site.Function.LowestInput
        ? (inputs, CalibratedInterval.From(inputs, options.RangeMargin, site.Function.LowestInput))
        : throw new DiagnosticException(
            DiagnosticKinds.NotPolynomial, site.Node.Name, site.Function.Name, "calibration met an argument outside of its domain; add an epsilon under the division or root.");

    private CalibratedFunction Calibrated(FunctionSite site, Histogram inputs, CalibratedInterval range, double sensitivity, int functions)
    {
        double share = options.ErrorBudget / (functions * sensitivity);
        SearchOptions limits = new() { MaxDegree = options.MaxDegree, Iterations = false, SmallestError = Math.Max(SearchOptions.Default.SmallestError, share * SmallestShare) };
        IReadOnlyList<PolynomialCandidate> candidates = CandidateFront.Polynomials(site.Function, range.Interval, inputs, site.ErrorKind, limits);
        return new CalibratedFunction(site, inputs, range, sensitivity, candidates);
    }
}
