using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Onnx.Import;
using PowerSoftmax.Onnx.Models;
using PowerSoftmax.Onnx.Reference;
using PowerSoftmax.Passes.Calibrate;

namespace PowerSoftmax.Passes.Tests.Support;

/// <summary>Samples out of one array for each model input, with ONNX Runtime's answers.</summary>
public sealed class OnnxCalibration : ICalibrationSource, IDisposable
{
    private readonly ImportedModel imported;
    private readonly OnnxRuntimeSession session;
    private readonly Dictionary<int, IReadOnlyDictionary<string, Tensor>> results = [];
    private readonly IReadOnlyDictionary<string, Tensor> samples;

    public OnnxCalibration(OnnxModel model, ImportedModel imported, IReadOnlyDictionary<string, Tensor> samples)
    {
        this.imported = imported;
        this.samples = samples;
        session = OnnxRuntimeSession.Open(model);
    }

    public int SampleCount => samples[imported.Graph.Ops<Input>().First().Op.Name].Shape[0];

    public Tensor Value(int sample, string nodeName)
    {
        if (imported.Graph.Ops<Input>().Any(input => input.Node.Name == nodeName))
        {
            return Inputs(sample)[imported.Graph.Ops<Input>().First(input => input.Node.Name == nodeName).Op.Name];
        }

        if (!results.TryGetValue(sample, out IReadOnlyDictionary<string, Tensor>? outputs))
        {
            results[sample] = outputs = session.Run(Inputs(sample));
        }

        return outputs[imported.TensorNames[nodeName]];
    }

    public void Dispose() => session.Dispose();

    private Dictionary<string, Tensor> Inputs(int sample) => imported.Graph.Ops<Input>().ToDictionary(
        static input => input.Op.Name, input => Row(samples[input.Op.Name], sample, input.Op.Type));

    private static Tensor Row(Tensor rows, int row, TensorType type)
    {
        int size = (int)type.Shape.Count;
        return new Tensor(type.Element, type.Shape, rows.Values.AsSpan(row * size, size).ToArray());
    }
}
