using PowerSoftmax.Onnx.Wire;
using PowerSoftmax.Onnx.Writing;

namespace PowerSoftmax.LargeShapes.Models;

/// <summary>A decoder of Pythia's shape: norms before, attention and feed-forward side by side, rotary on a quarter of a head, causal; the last token comes out.</summary>
internal static class PythiaModel
{
    private const double Epsilon = 0.5;

    /// <summary>The model, in opset 17; its weights go to the file, or stay inside where there is none.</summary>
    /// <param name="shape">Sizes.</param>
    /// <param name="file">Where weights go.</param>
    /// <param name="withVocabulary">Whether the last token's state is multiplied with the vocabulary.</param>
    public static ModelProto Create(LargeShape shape, WeightFile? file, bool withVocabulary)
    {
        OnnxGraphBuilder graph = new(17, file);
        DrawnLayers layers = new(graph, shape);
        string hidden = layers.Embedding("/embed_in", graph.Input("input_ids", OnnxGraphBuilder.Int64Type, 1, shape.Tokens));
        string shares = Shares(graph, shape.Tokens);
        Rotary rotary = new(layers, shape);
        for (int number = 0; number < shape.Layers; number++)
        {
            hidden = Layer(layers, shape, rotary, $"/layer.{number}", hidden, shares);
        }

        string last = graph.Node("/last", "Gather", [hidden, graph.Integers("last.token", [], [shape.Tokens - 1])], OnnxGraphBuilder.Int("axis", 1));
        string state = layers.Norm("state", last);
        string vocabulary = withVocabulary
            ? graph.Node("logits", "MatMul", [state, layers.Random("/embed_out.weight", 1 / Math.Sqrt(shape.Width), shape.Width, shape.Vocabulary)])
            : state;
        graph.Output(vocabulary);
        return graph.Model;
    }

    /// <summary>1/(i + 1) for the keys up to query i, zero beyond.</summary>
    private static string Shares(OnnxGraphBuilder graph, int tokens) => graph.Floats(
        "causal", [1, 1, tokens, tokens], [.. Enumerable.Range(0, tokens * tokens).Select(index => index % tokens <= index / tokens ? 1f / (1 + (index / tokens)) : 0)]);

    private static string Layer(DrawnLayers layers, LargeShape shape, Rotary rotary, string name, string hidden, string shares)
    {
        string attention = Attention(layers, shape, rotary, name + "/attention", layers.Norm(name + "/norm1", hidden), shares);
        string feedForward = layers.FeedForward(name + "/mlp", layers.Norm(name + "/norm2", hidden));
        string both = layers.Graph.Node(name + "/both", "Add", [feedForward, attention]);
        return layers.Graph.Node(name + "/sum", "Add", [both, hidden]);
    }

    private static string Attention(DrawnLayers layers, LargeShape shape, Rotary rotary, string name, string input, string shares)
    {
        OnnxGraphBuilder graph = layers.Graph;
        int width = shape.HeadWidth;
        string fused = layers.Split(name + "/fused", layers.Linear(name + "/query_key_value", input, shape.Width, 3 * shape.Width), 3 * width);
        string[] parts = graph.Nodes(
            [name + "/query", name + "/key", name + "/value"], "Split", [fused, graph.Integers(name + ".parts", width, width, width)], OnnxGraphBuilder.Int("axis", -1));
        string scores = layers.Scores(name, rotary.Turn(name + "/query", parts[0]), rotary.Turn(name + "/key", parts[1]));
        string weights = layers.PowerSoftmax(name + "/softmax", scores, shares, Epsilon);
        string mixed = layers.Merge(name + "/merge", graph.Node(name + "/mixed", "MatMul", [weights, parts[2]]));
        return layers.Linear(name + "/dense", mixed, shape.Width, shape.Width);
    }
}
