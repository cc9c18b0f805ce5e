using System.Runtime.InteropServices;
using PowerSoftmax.Onnx.Wire;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace PowerSoftmax.Training.Export;

/// <summary>Reads the weights of a model that this program wrote back into a network.</summary>
internal sealed class OnnxWeights
{
    private readonly Dictionary<string, TensorProto> initializers;

    public OnnxWeights(byte[] model) => initializers = ModelProto.Parser.ParseFrom(model).Graph.Initializer.ToDictionary(
        static initializer => initializer.Name, StringComparer.Ordinal);

    /// <summary>Copies a float32 weight into a tensor of the same shape.</summary>
    /// <exception cref="InvalidDataException">The model has no such weight, or one of another size.</exception>
    public void CopyTo(Tensor destination, string name)
    {
        if (!initializers.TryGetValue(name, out TensorProto? weight) || !weight.Dims.SequenceEqual(destination.shape))
        {
            throw new InvalidDataException($"The model has no weight '{name}' of shape [{string.Join(", ", destination.shape)}]; train it again.");
        }

        using IDisposable noGradient = no_grad();
        using Tensor values = tensor(MemoryMarshal.Cast<byte, float>(weight.RawData.Span).ToArray()).reshape(destination.shape);
        destination.copy_(values);
    }

    /// <summary>Copies what <see cref="OnnxGraphLayers.Linear"/> wrote: the matrix is transposed there.</summary>
    public void CopyTo(Linear destination, string module)
    {
        using Tensor transposed = destination.weight!.t();
        CopyTo(transposed, $"{module}.weight");
        CopyTo(destination.bias!, $"{module}.bias");
    }

    /// <summary>Copies the gain and bias of a normalization.</summary>
    public void CopyTo(LayerNorm destination, string module)
    {
        CopyTo(destination.weight!, $"{module}.weight");
        CopyTo(destination.bias!, $"{module}.bias");
    }
}
