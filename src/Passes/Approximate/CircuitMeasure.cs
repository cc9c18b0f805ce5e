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
    /// <param name="observe">Called with sample, function and arguments, for every function, in the order of the samples.</param>
    public AgreementReport On(
        IReadOnlyList<int> indices, Func<FunctionSite, Func<double, double>?> replace, Action<int, FunctionSite, double[]>? observe = null) =>
        AgreementReport.Of([.. Answers(indices, replace, observe).SelectMany(static few => few)]);

    /// <summary>The same, or null as soon as a sample's error is beyond the budget.</summary>
    /// <param name="indices">Which samples.</param>
    /// <param name="replace">What stands in for a function.</param>
    /// <param name="ranges">Of the outputs on all of these samples, by name.</param>
    /// <param name="budget">Largest error relative to the range.</param>
    public AgreementReport? Within(
        IReadOnlyList<int> indices, Func<FunctionSite, Func<double, double>?> replace, IReadOnlyDictionary<string, double> ranges, double budget)
    {
        List<AnswerPair> answers = [];
        foreach (IReadOnlyList<AnswerPair> few in Answers(indices, replace, observe: null))
        {
            answers.AddRange(few);
            if (AgreementReport.Of(few).Outputs.Any(output => (output with { Range = ranges[output.Name] }).RelativeError > budget))
            {
                return null;
            }
        }

        return AgreementReport.Of(answers);
    }

    /// <summary>Few samples after the other, where they are asked for.</summary>
    private IEnumerable<IReadOnlyList<AnswerPair>> Answers(
        IReadOnlyList<int> indices, Func<FunctionSite, Func<double, double>?> replace, Action<int, FunctionSite, double[]>? observe)
    {
        foreach (int[] few in indices.Chunk(CircuitRun.FewAtOnce.MaxDegreeOfParallelism))
        {
            // The client's part is remembered, which threads may not do at once.
            IReadOnlyDictionary<string, Tensor>[] inputs = [.. few.Select(Samples.Inputs)];
            IReadOnlyList<Tensor>[] outputs = new IReadOnlyList<Tensor>[few.Length];
            List<(FunctionSite Site, double[] Arguments)>[] seen = [.. few.Select(static _ => new List<(FunctionSite, double[])>())];
            Parallel.For(0, few.Length, CircuitRun.FewAtOnce, place => outputs[place] = new CircuitRun(circuit, module.Weights)
            {
                Replace = replace,
                Observe = observe is null ? null : (site, arguments) => seen[place].Add((site, arguments)),
            }.Outputs(inputs[place]));

            for (int place = 0; place < few.Length; place++)
            {
                seen[place].ForEach(one => observe!(few[place], one.Site, one.Arguments));
            }

            yield return [.. few.SelectMany((sample, place) => Samples.Compare(sample, circuit, outputs[place]))];
        }
    }
}
