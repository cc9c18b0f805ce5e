using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Passes.Approximate.Candidates;
using PowerSoftmax.Passes.Approximate.Ranges;
using PowerSoftmax.Passes.Approximate.Search;
using PowerSoftmax.Passes.Calibrate;

namespace PowerSoftmax.Passes.Approximate;

/// <summary>Measures ranges and sensitivities of the functions of a circuit on the calibration samples.</summary>
/// <remarks>
/// Values come from the interpreter on the circuit itself, which also has the arguments that no node of the original model
/// shows (inside of a fused LayerNormalization, for instance); ONNX Runtime's answers are what the result is compared with.
/// </remarks>
/// <param name="module">Has the weights.</param>
/// <param name="circuit">The circuit before any approximation.</param>
/// <param name="samples">The user's samples.</param>
/// <param name="options">The user's choices.</param>
public sealed class FunctionCalibration(Module module, Graph circuit, CalibrationSamples samples, CompilerOptions options)
{
    private const int SensitivitySamples = 24;
    private const double Perturbation = 1e-4;

    /// <param name="exact">The circuit's own answers; errors count relative to the range of each output.</param>
    /// <exception cref="DiagnosticException">A function's arguments leave its domain, or are not finite.</exception>
    public IReadOnlyList<CalibratedFunction> Run(AgreementReport exact)
    {
        Dictionary<string, double> ranges = exact.Outputs.ToDictionary(static output => output.Name, static output => output.Range);
        Dictionary<ValueId, HistogramBuilder> builders = [];
        CircuitRun run = new(circuit, module.Weights)
        {
            Observe = (site, arguments) =>
            {
                CheckFinite(site, arguments);
                Builder(builders, site).Add(arguments);
            },
        };
        foreach (int sample in samples.Split.Calibration)
        {
            run.Outputs(samples.Inputs(sample));
        }

        return [.. FunctionSite.Of(circuit).Select(site => Calibrate(site, builders[site.Node.Id].Build(), ranges))];
    }

    private static void CheckFinite(FunctionSite site, double[] arguments)
    {
        int place = Array.FindIndex(arguments, static argument => !double.IsFinite(argument));
        if (place >= 0)
        {
            throw new DiagnosticException(
                DiagnosticKinds.NotPolynomial,
                site.Node.Name,
                site.Function.Name,
                FormattableString.Invariant($"calibration met the argument {arguments[place]}. Look for a division by zero or an overflow before this node, in the weights or in the samples."));
        }
    }

    private static HistogramBuilder Builder(Dictionary<ValueId, HistogramBuilder> builders, FunctionSite site)
    {
        if (!builders.TryGetValue(site.Node.Id, out HistogramBuilder? builder))
        {
            builders[site.Node.Id] = builder = new HistogramBuilder();
        }

        return builder;
    }

    private CalibratedFunction Calibrate(FunctionSite site, Histogram inputs, Dictionary<string, double> ranges)
    {
        if (inputs.Min <= site.Function.LowestInput)
        {
            throw new DiagnosticException(
                DiagnosticKinds.NotPolynomial, site.Node.Name, site.Function.Name, "calibration met an argument outside of its domain; add an epsilon under the division or root.");
        }

        CalibratedInterval range = CalibratedInterval.From(inputs, options.RangeMargin, site.Function.LowestInput);
        SearchOptions limits = new() { MaxDegree = options.MaxDegree, Iterations = false };
        IReadOnlyList<PolynomialCandidate> candidates = CandidateFront.Polynomials(site.Function, range.Interval, inputs, site.ErrorKind, limits);
        return new CalibratedFunction(site, inputs, range, Sensitivity(site, range.Interval, ranges), candidates);
    }

    /// <summary>
    /// Largest error of an output, relative to its range, for each unit of error; over samples and shapes of error: a constant one and
    /// two that oscillate.
    /// </summary>
    private double Sensitivity(FunctionSite site, Interval interval, Dictionary<string, double> ranges)
    {
        double largest = 0;
        foreach (int oscillation in new[] { 0, 5, 8 })
        {
            CircuitRun exact = new(circuit, module.Weights);
            CircuitRun perturbed = new(circuit, module.Weights)
            {
                Replace = other => other.Node.Id == site.Node.Id ? Perturbed(site, interval, oscillation) : null,
            };
            foreach (int sample in samples.Split.Calibration.Take(SensitivitySamples))
            {
                largest = Math.Max(largest, Difference(exact, perturbed, sample, ranges) / Perturbation);
            }
        }

        return largest;
    }

    private double Difference(CircuitRun exact, CircuitRun perturbed, int sample, Dictionary<string, double> ranges)
    {
        IReadOnlyDictionary<string, Tensor> inputs = samples.Inputs(sample);
        return samples.Answers(sample, circuit, exact.Outputs(inputs))
            .Zip(samples.Answers(sample, circuit, perturbed.Outputs(inputs)))
            .Max(pair => pair.First.Value.Values.Zip(pair.Second.Value.Values, static (e, a) => Math.Abs(e - a)).Max() / ranges[pair.First.Output]);
    }

    private static Func<double, double> Perturbed(FunctionSite site, Interval interval, int oscillation) => x =>
    {
        double value = site.Function.Evaluate(x);
        double unit = Math.Clamp(interval.ToUnit(x), -1, 1);
        double error = Perturbation * Math.Cos(oscillation * Math.Acos(unit));
        return site.ErrorKind == ErrorKind.Relative ? value * (1 + error) : value + error;
    };
}
