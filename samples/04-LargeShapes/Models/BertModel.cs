using PowerSoftmax.Onnx.Wire;
using PowerSoftmax.Onnx.Writing;

namespace PowerSoftmax.LargeShapes.Models;

/// <summary>An encoder of BERT's shape: embeddings, layers with the norm after each sum, a padding mask, two classes from the first token.</summary>
internal static class BertModel
{
    public const int Classes = 2;

    /// <summary>Attention adds less than there is, so that tokens stay apart over many layers.</summary>
    private const double OutputGain = 0.5;
    private const double Epsilon = 0.05;

    /// <summary>The model, in opset 17; its weights go to the file, or stay inside where there is none.</summary>
    public static ModelProto Create(LargeShape shape, WeightFile? file)
    {
        OnnxGraphBuilder graph = new(17, file);
        DrawnLayers layers = new(graph, shape);
        string tokens = graph.Input("input_ids", OnnxGraphBuilder.Int64Type, 1, shape.Tokens);
        string mask = graph.Input("attention_mask", OnnxGraphBuilder.Int64Type, 1, shape.Tokens);
        string words = layers.Embedding("/embeddings/word", tokens);
        string placed = graph.Node("/embeddings/sum", "Add", [words, layers.Random("/embeddings/position.weight", 0.3, shape.Tokens, shape.Width)]);
        string hidden = layers.Norm("/embeddings/norm", placed);
        string shares = Shares(graph, mask);
        for (int number = 0; number < shape.Layers; number++)
        {
            hidden = Layer(layers, shape, $"/layer.{number}", hidden, shares);
        }

        string first = graph.Node("/first", "Gather", [hidden, graph.Integers("first.token", [], [0])], OnnxGraphBuilder.Int("axis", 1));
        graph.Output(layers.Linear("logits", first, shape.Width, Classes));
        return graph.Model;
    }

    /// <summary>1/n for each of the n tokens that are no padding, [batch, 1, 1, tokens].</summary>
    private static string Shares(OnnxGraphBuilder graph, string mask)
    {
        string wide = graph.Node("/mask/Unsqueeze", "Unsqueeze", [mask, graph.Integers("mask.axes", 1, 2)]);
        string ones = graph.Node("/mask/Cast", "Cast", [wide], OnnxGraphBuilder.Int("to", OnnxGraphBuilder.FloatType));
        string count = graph.Node("/mask/ReduceSum", "ReduceSum", [ones, graph.Integers("mask.last", -1)], OnnxGraphBuilder.Int("keepdims", 1));
        return graph.Node("/mask/shares", "Div", [ones, count]);
    }

    private static string Layer(DrawnLayers layers, LargeShape shape, string name, string hidden, string shares)
    {
        string attention = name + "/attention";
        string Projected(string part) => layers.Split($"{attention}/{part}.heads", layers.Linear($"{attention}/{part}", hidden, shape.Width, shape.Width), shape.HeadWidth);
        string scores = layers.Scores(attention, Projected("query"), Projected("key"));
        string weights = layers.PowerSoftmax(attention + "/softmax", scores, shares, Epsilon);
        string mixed = layers.Merge(attention + "/merge", layers.Graph.Node(attention + "/mixed", "MatMul", [weights, Projected("value")]));
        string result = layers.Linear(attention + "/output", mixed, shape.Width, shape.Width, OutputGain);
        string after = layers.Norm(name + "/norm1", layers.Graph.Node(name + "/sum1", "Add", [result, hidden]));
        return layers.Norm(name + "/norm2", layers.Graph.Node(name + "/sum2", "Add", [layers.FeedForward(name + "/mlp", after), after]));
    }
}
