using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Passes.Calibrate;

namespace PowerSoftmax.Passes.Approximate;

/// <summary>Compares a circuit, with its functions replaced, to the answers of the original model.</summary>
public sealed class CircuitMeasure(Module module, Graph circuit, CalibrationSamples samples)
{
    public CalibrationSamples Samples { get; } = samples;

    /// <param name="indices">Which samples.</param>
    /// <param name="replace">What stands in for a function, or null for the function itself.</param>
    /// <param name="observe">Called with the arguments of every function.</param>
    public AgreementReport On(
        IReadOnlyList<int> indices, Func<FunctionSite, Func<double, double>?> replace, Action<FunctionSite, double[]>? observe = null)
    {
        CircuitRun run = new(circuit, module.Weights) { Replace = replace, Observe = observe };
        return AgreementReport.Of([.. indices.Select(sample => (
            Samples.Reference(sample),
            Samples.Answer(sample, circuit, run.Outputs(Samples.Inputs(sample)))))]);
    }
}
