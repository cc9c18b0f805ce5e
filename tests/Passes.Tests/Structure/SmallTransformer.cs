using PowerSoftmax.Onnx.Wire;
using PowerSoftmax.Onnx.Writing;

namespace PowerSoftmax.Passes.Tests.Structure;

/// <summary>A power-softmax transformer of one layer with random weights, as exporters write them.</summary>
internal static class SmallTransformer
{
    public const int Vocabulary = 10;

    /// <summary>The model, in opset 17.</summary>
    public static ModelProto Create(TransformerShape shape)
    {
        OnnxGraphBuilder graph = new(17);
        string hidden = Embedding(graph, shape);
        hidden = graph.Node("residual0", "Add", [hidden, Attention(graph, shape, Norm(graph, shape, "norm0", hidden))]);
        hidden = graph.Node("residual1", "Add", [hidden, Mlp(graph, shape, Norm(graph, shape, "norm1", hidden))]);
        string pooled = graph.Node("pooled", "ReduceMean", [hidden], OnnxGraphBuilder.Ints("axes", 1), OnnxGraphBuilder.Int("keepdims", 0));
        string weight = graph.Random("head.weight", 0.5, shape.Classes, shape.Width);
        string bias = graph.Random("head.bias", 0.1, shape.Classes);
        graph.Output(graph.Node("logits", "Gemm", [pooled, weight, bias], OnnxGraphBuilder.Int("transB", 1)));
        return graph.Model;
    }

    private static string Embedding(OnnxGraphBuilder graph, TransformerShape shape)
    {
        if (!shape.IsCompact)
        {
            return graph.Input("x", OnnxGraphBuilder.FloatType, 1, shape.Tokens, shape.Width);
        }

        string tokens = graph.Input("tokens", OnnxGraphBuilder.Int64Type, 1, shape.Tokens);
        return graph.Node("embedded", "Gather", [graph.Random("embedding", 1, Vocabulary, shape.Width), tokens]);
    }

    private static string Norm(OnnxGraphBuilder graph, TransformerShape shape, string name, string input)
    {
        string gamma = graph.Random(name + ".gamma", 1, shape.Width);
        string beta = graph.Random(name + ".beta", 0.2, shape.Width);
        if (shape.IsCompact)
        {
            return graph.Node(name, "LayerNormalization", [input, gamma, beta], OnnxGraphBuilder.Real("epsilon", 0.1f));
        }

        AttributeProto last = OnnxGraphBuilder.Ints("axes", -1);
        string mean = graph.Node(name + ".mean", "ReduceMean", [input], last);
        string centered = graph.Node(name + ".centered", "Sub", [input, mean]);
        string squares = graph.Node(name + ".squares", "Pow", [centered, graph.Floats(name + ".two", [], 2)]);
        string variance = graph.Node(name + ".variance", "ReduceMean", [squares], last.Clone());
        string shifted = graph.Node(name + ".shifted", "Add", [variance, graph.Floats(name + ".epsilon", [], 0.1f)]);
        string deviation = graph.Node(name + ".deviation", "Sqrt", [shifted]);
        string scaled = graph.Node(name + ".scaled", "Mul", [graph.Node(name + ".normalized", "Div", [centered, deviation]), gamma]);
        return graph.Node(name, "Add", [scaled, beta]);
    }

    private static string Attention(OnnxGraphBuilder graph, TransformerShape shape, string input)
    {
        string query = Heads(graph, shape, "query", input, 0, 2, 1, 3);
        string key = Heads(graph, shape, "key", input, 0, 2, 3, 1);
        string value = Heads(graph, shape, "value", input, 0, 2, 1, 3);
        string scores = graph.Node("scores", "Mul", [graph.Node("products", "MatMul", [query, key]), graph.Floats("scale", [], 0.5f)]);
        string power = graph.Node("power", "Pow", [scores, graph.Floats("two", [], 2)]);
        string sum = graph.Node("sum", "ReduceSum", [power, graph.Integers("last", -1)], OnnxGraphBuilder.Int("keepdims", 1));
        string shifted = graph.Node("sum.shifted", "Add", [sum, graph.Floats("sum.epsilon", [], 0.5f)]);
        string mixed = graph.Node("mixed", "MatMul", [graph.Node("shares", "Div", [power, shifted]), value]);
        string turned = graph.Node("mixed.turned", "Transpose", [mixed], OnnxGraphBuilder.Ints("perm", 0, 2, 1, 3));
        string joined = graph.Node("joined", "Reshape", [turned, graph.Integers("joined.shape", 1, shape.Tokens, shape.Heads * shape.HeadWidth)]);
        return Linear(graph, "attention.output", joined, shape.Heads * shape.HeadWidth, shape.Width);
    }

    private static string Heads(OnnxGraphBuilder graph, TransformerShape shape, string name, string input, params long[] permutation)
    {
        string map = Linear(graph, name + ".map", input, shape.Width, shape.Heads * shape.HeadWidth);
        string split = graph.Node(name + ".split", "Reshape", [map, graph.Integers(name + ".shape", 1, shape.Tokens, shape.Heads, shape.HeadWidth)]);
        return graph.Node(name, "Transpose", [split], OnnxGraphBuilder.Ints("perm", permutation));
    }

    private static string Mlp(OnnxGraphBuilder graph, TransformerShape shape, string input)
    {
        string up = Linear(graph, "up", input, shape.Width, shape.Hidden);
        string error = graph.Node("erf", "Erf", [graph.Node("erf.argument", "Div", [up, graph.Floats("root", [], 1.4142135f)])]);
        string weight = graph.Node("erf.shifted", "Add", [error, graph.Floats("one", [], 1)]);
        string halved = graph.Node("gelu", "Mul", [graph.Node("gelu.twice", "Mul", [up, weight]), graph.Floats("half", [], 0.5f)]);
        return Linear(graph, "down", halved, shape.Hidden, shape.Width);
    }

    private static string Linear(OnnxGraphBuilder graph, string name, string input, int from, int to)
    {
        string product = graph.Node(name + ".product", "MatMul", [input, graph.Random(name + ".weight", 1 / Math.Sqrt(from), from, to)]);
        return graph.Node(name, "Add", [graph.Random(name + ".bias", 0.1, to), product]);
    }
}
