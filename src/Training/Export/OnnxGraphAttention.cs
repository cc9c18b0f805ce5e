using PowerSoftmax.Training.Model;
using TorchSharp.Modules;

namespace PowerSoftmax.Training.Export;

/// <summary>Power-softmax attention in the operators that PyTorch's exporter spells it with, in its plain form.</summary>
internal static class OnnxGraphAttention
{
    /// <summary>Self-attention over the tokens of the input, with its output projection.</summary>
    public static string Attention(this OnnxGraph graph, string path, PowerAttention attention, string input)
    {
        string queries = Heads(graph, $"{path}/query", attention, attention.query, [0, 2, 1, 3], input);
        string keys = Heads(graph, $"{path}/key", attention, attention.key, [0, 2, 3, 1], input);
        string values = Heads(graph, $"{path}/value", attention, attention.value, [0, 2, 1, 3], input);

        string products = graph.Node(path, "MatMul", [queries, keys]);
        string scores = graph.Node(path, "Div", [products, graph.Scalar(path, Math.Sqrt(attention.HeadWidth))]);
        string mixed = graph.Node(path, "MatMul", [PowerSoftmax(graph, path, scores), values]);

        string rows = graph.Node(path, "Transpose", [mixed], OnnxGraph.Attribute("perm", 0, 2, 1, 3));
        string shape = graph.Integers(path, 1, IntentShape.Tokens, attention.Heads * attention.HeadWidth);
        string merged = graph.Node(path, "Reshape", [rows, shape]);

        return graph.Linear($"{path}/output", attention.output, merged);
    }

    private static string Heads(
        OnnxGraph graph, string path, PowerAttention attention, Linear layer, long[] permutation, string input)
    {
        string parent = path[..path.LastIndexOf('/')];
        string projected = graph.Linear(path, layer, input);
        string shape = graph.Integers(parent, 1, IntentShape.Tokens, attention.Heads, attention.HeadWidth);
        string split = graph.Node(parent, "Reshape", [projected, shape]);

        return graph.Node(parent, "Transpose", [split], OnnxGraph.Attribute("perm", permutation));
    }

    private static string PowerSoftmax(OnnxGraph graph, string path, string scores)
    {
        string powers = graph.Node(path, "Pow", [scores, graph.Scalar(path, IntentShape.Power)]);
        string sum = graph.Node(path, "ReduceSum", [powers, graph.Integers(path, -1)], OnnxGraph.Attribute("keepdims", 1L));
        string denominator = graph.Node(path, "Add", [sum, graph.Scalar(path, IntentShape.DenominatorEpsilon)]);

        return graph.Node(path, "Div", [powers, denominator]);
    }
}
