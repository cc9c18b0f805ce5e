using PowerSoftmax.Cli.Samples;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Onnx.Import;
using PowerSoftmax.Onnx.Models;
using PowerSoftmax.Onnx.Reference;
using PowerSoftmax.Passes.Calibrate;

namespace PowerSoftmax.Cli.Compilation;

/// <summary>Sample inputs with the values that ONNX Runtime computes on them. Every sample is run once for all outputs of the model.</summary>
internal sealed class OnnxCalibration(OnnxModel model, ImportedModel imported, SampleSet samples) : ICalibrationSource, IDisposable
{
    private readonly Dictionary<string, string> inputs = imported.Graph.Ops<Input>()
        .ToDictionary(static input => input.Node.Name, static input => input.Op.Name);

    private readonly Dictionary<int, IReadOnlyDictionary<string, Tensor>> values = [];
    private readonly HashSet<string> exposed = [.. model.OutputNames];
    private OnnxRuntimeSession? session;

    public int SampleCount => samples.Count;

    public Tensor Value(int sample, string nodeName)
    {
        if (inputs.TryGetValue(nodeName, out string? input))
        {
            return samples[sample][input];
        }

        string tensor = imported.TensorNames.TryGetValue(nodeName, out string? name)
            ? name
            : throw new KeyNotFoundException($"ONNX Runtime has no value of node '{nodeName}'");
        Expose(tensor);
        if (!values.TryGetValue(sample, out IReadOnlyDictionary<string, Tensor>? all))
        {
            values[sample] = all = session!.Run(samples[sample]);
        }

        return all[tensor];
    }

    public void Dispose() => session?.Dispose();

    /// <summary>Opens the model with one more tensor visible; what was computed without it is forgotten.</summary>
    private void Expose(string tensor)
    {
        if (exposed.Add(tensor) || session is null)
        {
            session?.Dispose();
            session = OnnxRuntimeSession.Open(model, exposed);
            values.Clear();
        }
    }
}
