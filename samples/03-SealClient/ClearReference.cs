using System.Globalization;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Onnx.Models;
using PowerSoftmax.Onnx.Reference;

namespace PowerSoftmax.Samples.SealClient;

/// <summary>The same image without encryption, for comparison: the host of this demonstration knows which one it is.</summary>
internal static class ClearReference
{
    private const int Pixels = 64;
    private const double Brightest = 16;

    /// <summary>Probabilities of the original model.</summary>
    public static double[] OnnxRuntime(int image)
    {
        using OnnxRuntimeSession session = OnnxRuntimeSession.Open(OnnxModelReader.Read(PathOf("digits.onnx")));
        return session.Run(new Dictionary<string, Tensor> { ["pixels"] = Read(image) })["probabilities"].Values;
    }

    private static Tensor Read(int image)
    {
        string line = File.ReadLines(PathOf("digits.images.csv")).ElementAt(image);
        double[] values = [.. line.Split(',').Take(Pixels).Select(static word => int.Parse(word, CultureInfo.InvariantCulture) / Brightest)];
        return new Tensor(ElementType.Float32, Shape.Of(1, Pixels), values);
    }

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, name);
}
