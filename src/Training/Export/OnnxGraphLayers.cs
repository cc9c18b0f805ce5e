using PowerSoftmax.Onnx.Wire;
using PowerSoftmax.Training.Model;
using TorchSharp.Modules;
using Tensor = TorchSharp.torch.Tensor;

namespace PowerSoftmax.Training.Export;

/// <summary>Layers in the operators that PyTorch's exporter spells them with.</summary>
internal static class OnnxGraphLayers
{
    /// <summary>input W^T + b over the last axis, as MatMul and Add with the bias first.</summary>
    public static string Linear(this OnnxGraph graph, string path, Linear layer, string input)
    {
        string module = path.TrimStart('/').Replace('/', '.');
        using Tensor transposed = layer.weight!.t();
        string product = graph.Node(path, "MatMul", [input, graph.Weight($"{module}.weight", transposed)]);

        return graph.Node(path, "Add", [graph.Weight($"{module}.bias", layer.bias!), product]);
    }

    /// <summary>Normalization over the last axis in nine elementary operators.</summary>
    public static string DecomposedNorm(this OnnxGraph graph, string path, LayerNorm layer, string input)
    {
        string module = path.TrimStart('/').Replace('/', '.');
        string mean = graph.Node(path, "ReduceMean", [input], LastAxis());
        string centered = graph.Node(path, "Sub", [input, mean]);
        string square = graph.Node(path, "Pow", [centered, graph.Scalar(path, 2)]);
        string variance = graph.Node(path, "ReduceMean", [square], LastAxis());
        string shifted = graph.Node(path, "Add", [variance, graph.Scalar(path, IntentShape.NormEpsilon)]);
        string deviation = graph.Node(path, "Sqrt", [shifted]);
        string normalized = graph.Node(path, "Div", [centered, deviation]);
        string scaled = graph.Node(path, "Mul", [normalized, graph.Weight($"{module}.weight", layer.weight!)]);

        return graph.Node(path, "Add", [scaled, graph.Weight($"{module}.bias", layer.bias!)]);
    }

    /// <summary>Normalization over the last axis as one operator.</summary>
    public static string FusedNorm(this OnnxGraph graph, string path, LayerNorm layer, string input)
    {
        string module = path.TrimStart('/').Replace('/', '.');

        return graph.Node(
            path,
            "LayerNormalization",
            [input, graph.Weight($"{module}.weight", layer.weight!), graph.Weight($"{module}.bias", layer.bias!)],
            OnnxGraph.Attribute("axis", -1L),
            OnnxGraph.Attribute("epsilon", IntentShape.NormEpsilon));
    }

    /// <summary>x (1 + erf(x / sqrt 2)) / 2.</summary>
    public static string Gelu(this OnnxGraph graph, string path, string input)
    {
        string scaled = graph.Node(path, "Div", [input, graph.Scalar(path, Math.Sqrt(2))]);
        string shifted = graph.Node(path, "Add", [graph.Node(path, "Erf", [scaled]), graph.Scalar(path, 1)]);
        string product = graph.Node(path, "Mul", [input, shifted]);

        return graph.Node(path, "Mul", [product, graph.Scalar(path, 0.5)]);
    }

    /// <summary>The mean over the tokens, then a classifier as Gemm.</summary>
    public static string MeanAndClassify(this OnnxGraph graph, Linear classifier, string input)
    {
        string pooled = graph.Node(
            "/pooler", "ReduceMean", [input], OnnxGraph.Attribute("axes", [1L]), OnnxGraph.Attribute("keepdims", 0L));

        return graph.Node(
            "/classifier",
            "Gemm",
            [pooled, graph.Weight("classifier.weight", classifier.weight!), graph.Weight("classifier.bias", classifier.bias!)],
            OnnxGraph.Attribute("alpha", 1.0),
            OnnxGraph.Attribute("beta", 1.0),
            OnnxGraph.Attribute("transB", 1L));
    }

    private static AttributeProto[] LastAxis() =>
        [OnnxGraph.Attribute("axes", [-1L]), OnnxGraph.Attribute("keepdims", 1L)];
}
