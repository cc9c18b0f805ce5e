using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Interpreters;
using PowerSoftmax.Ir.Tensors;

namespace PowerSoftmax.Passes.Calibrate;

/// <summary>Samples whose values the Tensor interpreter computes on the imported graph, for use without ONNX Runtime.</summary>
/// <param name="model">The graph as imported.</param>
/// <param name="weights">Its weights.</param>
/// <param name="samples">The inputs of each sample by input name.</param>
public sealed class InterpretedCalibration(Graph model, WeightTable weights, IReadOnlyList<IReadOnlyDictionary<string, Tensor>> samples) : ICalibrationSource
{
    private readonly Dictionary<int, IReadOnlyList<Tensor>> values = [];

    public int SampleCount => samples.Count;

    public Tensor Value(int sample, string nodeName)
    {
        Node node = model.Nodes.FirstOrDefault(node => node.Name == nodeName)
            ?? throw new KeyNotFoundException($"the model has no node '{nodeName}'");
        if (!values.TryGetValue(sample, out IReadOnlyList<Tensor>? all))
        {
            values[sample] = all = TensorInterpreter.RunAll(model, weights, samples[sample]);
        }

        return all[node.Id.Index];
    }
}
