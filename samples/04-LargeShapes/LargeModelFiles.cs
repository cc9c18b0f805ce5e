using Google.Protobuf;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Onnx.Samples;
using PowerSoftmax.Onnx.Wire;
using PowerSoftmax.Onnx.Writing;
using PowerSoftmax.LargeShapes.Models;

namespace PowerSoftmax.LargeShapes;

/// <summary>A model of a shape in files: NAME.onnx, its weights in NAME.weights, sample inputs in NAME.samples.npz.</summary>
/// <param name="Model">Path of the model.</param>
/// <param name="Samples">The sample inputs.</param>
internal sealed record LargeModelFiles(string Model, IReadOnlyDictionary<string, Tensor> Samples)
{
    /// <summary>Writes the files; the same shape, the same bytes.</summary>
    /// <param name="kind">What to build.</param>
    /// <param name="shape">Its sizes.</param>
    /// <param name="folder">Where to; made if it is not there.</param>
    /// <param name="samples">Number of sample inputs.</param>
    public static LargeModelFiles Write(LargeKind kind, LargeShape shape, string folder, int samples)
    {
        string name = Path.Combine(Directory.CreateDirectory(folder).FullName, kind.Name);
        using (WeightFile weights = new(name + ".weights"))
        {
            ModelProto model = kind.Create(shape, weights);
            File.WriteAllBytes(name + ".onnx", model.ToByteArray());
        }

        IReadOnlyDictionary<string, Tensor> inputs = DrawnInputs.Of(shape, samples, kind.HasMask);
        NpzFile.Write(name + ".samples.npz", inputs);
        return new LargeModelFiles(name + ".onnx", inputs);
    }
}
