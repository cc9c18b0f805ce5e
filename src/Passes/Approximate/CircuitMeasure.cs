using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Passes.Calibrate;

namespace PowerSoftmax.Passes.Approximate;

/// <summary>Compares a circuit, with its functions replaced, to the answers of the original model.</summary>
public sealed class CircuitMeasure(Module module, Graph circuit, CalibrationSamples samples)
{
    public CalibrationSamples Samples { get; } = samples;

    /// <param name="indices">Which samples; several are computed at once.</param>
    /// <param name="replace">What stands in for a function, or null for the function itself; called by several threads.</param>
    /// <param name="observe">Called with sample, function and arguments, for every function, in the order of the samples once all are computed.</param>
    public AgreementReport On(
        IReadOnlyList<int> indices, Func<FunctionSite, Func<double, double>?> replace, Action<int, FunctionSite, double[]>? observe = null)
    {
        // The client's part is remembered, which threads may not do at once.
        IReadOnlyDictionary<string, Tensor>[] inputs = [.. indices.Select(Samples.Inputs)];
        IReadOnlyList<Tensor>[] outputs = new IReadOnlyList<Tensor>[indices.Count];
        List<(FunctionSite Site, double[] Arguments)>[] seen = [.. indices.Select(static _ => new List<(FunctionSite, double[])>())];
        Parallel.For(0, indices.Count, CircuitRun.FewAtOnce, place => outputs[place] = new CircuitRun(circuit, module.Weights)
        {
            Replace = replace,
            Observe = observe is null ? null : (site, arguments) => seen[place].Add((site, arguments)),
        }.Outputs(inputs[place]));

        for (int place = 0; place < indices.Count; place++)
        {
            seen[place].ForEach(one => observe!(indices[place], one.Site, one.Arguments));
        }

        return AgreementReport.Of([.. indices.SelectMany((sample, place) => Samples.Compare(sample, circuit, outputs[place]))]);
    }
}
