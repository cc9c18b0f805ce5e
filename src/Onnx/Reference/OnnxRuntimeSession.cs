using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Onnx.Models;
using PowerSoftmax.Onnx.Wire;
using Tensor = PowerSoftmax.Ir.Tensors.Tensor;

namespace PowerSoftmax.Onnx.Reference;

/// <summary>ONNX Runtime on a model: one thread, no fusion, so that values are repeatable and every tensor exists.</summary>
public sealed class OnnxRuntimeSession : IDisposable
{
    /// <summary>ONNX Runtime's own name for where weights outside a model lie that is given as bytes.</summary>
    private const string FolderOfWeights = "session.model_external_initializers_file_folder_path";

    private readonly string name;
    private readonly InferenceSession session;

    private OnnxRuntimeSession(string name, InferenceSession session)
    {
        this.name = name;
        this.session = session;
    }

    /// <summary>Inputs that have to be given.</summary>
    public IReadOnlyList<string> InputNames => session.InputMetadata.Keys.ToList();

    /// <summary>Tensors that <see cref="Run"/> returns.</summary>
    public IReadOnlyList<string> OutputNames => session.OutputMetadata.Keys.ToList();

    /// <summary>Opens a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="exposed">Tensors inside the model that are returned along with its outputs.</param>
    /// <exception cref="DiagnosticException">PSM2006: ONNX Runtime refuses the model.</exception>
    public static OnnxRuntimeSession Open(OnnxModel model, IEnumerable<string>? exposed = null)
    {
        using SessionOptions options = new()
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };

        if (model.Folder is { } folder && model.Proto.Graph.Initializer.Any(ExternalData.IsOutside))
        {
            options.AddSessionConfigEntry(FolderOfWeights, folder);
        }

        try
        {
            return new OnnxRuntimeSession(model.Name, new InferenceSession(Expose(model.Proto, exposed ?? []).ToByteArray(), options));
        }
        catch (OnnxRuntimeException error)
        {
            throw Failed(model.Name, error.Message);
        }
    }

    /// <summary>Opens a model with every tensor that a node makes exposed.</summary>
    /// <exception cref="DiagnosticException">PSM2006: ONNX Runtime refuses the model.</exception>
    public static OnnxRuntimeSession OpenWithEveryTensor(OnnxModel model) =>
        Open(model, model.Proto.Graph.Node.SelectMany(static node => node.Output).Where(static output => output.Length > 0));

    /// <summary>Runs the model; inputs are converted to the element types the model declares.</summary>
    /// <returns>The outputs and the exposed tensors by name; those that are no supported tensors are left out.</returns>
    /// <exception cref="DiagnosticException">PSM2006: an input is missing, or ONNX Runtime refuses the inputs.</exception>
    public IReadOnlyDictionary<string, Tensor> Run(IReadOnlyDictionary<string, Tensor> inputs)
    {
        Dictionary<string, OrtValue> values = new(StringComparer.Ordinal);
        try
        {
            foreach (KeyValuePair<string, NodeMetadata> input in session.InputMetadata)
            {
                Tensor tensor = inputs.TryGetValue(input.Key, out Tensor? given)
                    ? given
                    : throw Failed(name, $"its input '{input.Key}' is not given");
                values[input.Key] = OrtTensors.ToOrt(tensor, input.Value.ElementDataType);
            }

            return Run(values);
        }
        catch (Exception error) when (error is OnnxRuntimeException or NotSupportedException)
        {
            throw Failed(name, error.Message);
        }
        finally
        {
            foreach (OrtValue value in values.Values)
            {
                value.Dispose();
            }
        }
    }

    public void Dispose() => session.Dispose();

    private Dictionary<string, Tensor> Run(Dictionary<string, OrtValue> inputs)
    {
        using RunOptions options = new();
        IReadOnlyList<string> names = OutputNames;
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(options, inputs, names);
        Dictionary<string, Tensor> result = new(StringComparer.Ordinal);
        for (int i = 0; i < names.Count; i++)
        {
            if (OrtTensors.FromOrt(outputs[i]) is Tensor tensor)
            {
                result[names[i]] = tensor;
            }
        }

        return result;
    }

    private static DiagnosticException Failed(string model, string reason) =>
        new(DiagnosticKinds.ReferenceFailed, model, reason.TrimEnd('.'));

    private static ModelProto Expose(ModelProto model, IEnumerable<string> tensors)
    {
        ModelProto copy = model.Clone();
        HashSet<string> present = copy.Graph.Output.Select(static output => output.Name).ToHashSet();
        foreach (string tensor in tensors.Where(present.Add))
        {
            copy.Graph.Output.Add(new ValueInfoProto { Name = tensor });
        }

        return copy;
    }
}
