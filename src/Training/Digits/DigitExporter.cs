using Google.Protobuf;
using PowerSoftmax.Training.Export;

namespace PowerSoftmax.Training.Digits;

/// <summary>Writes a trained network as ONNX: float32 <c>pixels</c> [1, 64] to float32 <c>probabilities</c> [1, 10].</summary>
internal static class DigitExporter
{
    /// <summary>The serialized model, as PyTorch would export two linear layers, <c>x * x</c> and a softmax.</summary>
    public static byte[] Export(DigitNetwork network)
    {
        OnnxGraph graph = new();
        string hidden = Gemm(graph, "hidden", network.Hidden, "pixels");
        string squares = graph.Node("/activation", "Mul", [hidden, hidden]);
        string logits = Gemm(graph, "output", network.Output, squares);

        string probabilities = graph.Node("/softmax", "Softmax", [logits], OnnxGraph.Attribute("axis", -1L));

        return graph.Finish(
            ("pixels", OnnxCodes.Float, [1, DigitSet.PixelCount]), ("probabilities", [1, DigitSet.Classes]), probabilities).ToByteArray();
    }

    private static string Gemm(OnnxGraph graph, string name, DenseLayer layer, string input)
    {
        string weight = graph.Weight($"{name}.weight", Single(layer.Weights), [layer.Outputs, layer.Inputs]);
        string bias = graph.Weight($"{name}.bias", Single(layer.Biases), [layer.Outputs]);

        return graph.Node(
            $"/{name}",
            "Gemm",
            [input, weight, bias],
            OnnxGraph.Attribute("alpha", 1.0),
            OnnxGraph.Attribute("beta", 1.0),
            OnnxGraph.Attribute("transB", 1L));
    }

    private static float[] Single(ReadOnlySpan<double> values) => Array.ConvertAll(values.ToArray(), static value => (float)value);
}
