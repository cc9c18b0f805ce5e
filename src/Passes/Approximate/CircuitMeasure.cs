using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Passes.Calibrate;

namespace PowerSoftmax.Passes.Approximate;

/// <summary>Compares a circuit, with its functions replaced, to the answers of the original model.</summary>
public sealed class CircuitMeasure(Module module, Graph circuit, CalibrationSamples samples)
{
    public CalibrationSamples Samples { get; } = samples;

    /// <param name="indices">Which samples.</param>
    /// <param name="replace">What stands in for a function, or null for the function itself.</param>
    /// <param name="observe">Called with sample, function and arguments, for every function.</param>
    public AgreementReport On(
        IReadOnlyList<int> indices, Func<FunctionSite, Func<double, double>?> replace, Action<int, FunctionSite, double[]>? observe = null)
    {
        int current = 0;
        CircuitRun run = new(circuit, module.Weights)
        {
            Replace = replace,
            Observe = observe is null ? null : (site, arguments) => observe(current, site, arguments),
        };
        return AgreementReport.Of([.. indices.SelectMany(sample => Samples.Compare(sample, circuit, run.Outputs(Samples.Inputs(current = sample))))]);
    }
}
