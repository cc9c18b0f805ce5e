using PowerSoftmax.Onnx.Wire;
using PowerSoftmax.Onnx.Writing;

namespace PowerSoftmax.TestSupport.Shapes;

/// <summary>The ONNX model of a shape, in the spelling of PyTorch's exporter where it has one.</summary>
internal static class ShapeModel
{
    public const int Vocabulary = 10;

    /// <summary>The model, in opset 17: tokens in, results <c>y</c> out.</summary>
    public static ModelProto Create(ModelShape shape)
    {
        OnnxGraphBuilder graph = new(17);
        ShapeLayers layers = new(graph);
        string hidden = Entry(graph, shape);
        ShapeMasks masks = new(graph, shape);
        for (int number = 0; number < shape.Layers.Count; number++)
        {
            hidden = Layer(layers, masks, shape, number, hidden);
        }

        graph.Output(Head(layers, shape, new ShapePooling(graph, shape, masks).Of(hidden)));
        return graph.Model;
    }

    private static string Entry(OnnxGraphBuilder graph, ModelShape shape)
    {
        switch (shape.Entry)
        {
            case EntryKind.Indices:
                string tokens = graph.Input("tokens", OnnxGraphBuilder.Int64Type, shape.Batch, shape.Tokens);
                string words = graph.Node("words", "Gather", [graph.Random("embedding", 1, Vocabulary, shape.Width), tokens]);
                return graph.Node("embedded", "Add", [words, graph.Random("positions", 0.3, shape.Tokens, shape.Width)]);
            case EntryKind.Flat:
                string flat = graph.Input("x", OnnxGraphBuilder.FloatType, shape.Batch, shape.Tokens * shape.Width);
                return graph.Node("entry", "Reshape", [flat, graph.Integers("entry.shape", shape.Batch, shape.Tokens, shape.Width)]);
            default:
                return graph.Input("x", OnnxGraphBuilder.FloatType, shape.Batch, shape.Tokens, shape.Width);
        }
    }

    private static string Layer(ShapeLayers layers, ShapeMasks masks, ModelShape shape, int number, string hidden)
    {
        LayerShape layer = shape.Layers[number];
        string name = $"layer{number}";
        string before = layers.Norm(layer.Norm, hidden, shape.Width, name + ".norm0");
        string attention = new ShapeAttention(layers, masks, shape, layer, name + ".attention").Of(before);
        string after = layers.Graph.Node(name + ".residual0", "Add", [hidden, attention]);
        if (layer.FeedForward == FeedForwardKind.None)
        {
            return after;
        }

        string operand = layer.Parallel ? before : layers.Norm(layer.Norm, after, shape.Width, name + ".norm1");
        return layers.Graph.Node(name + ".residual1", "Add", [after, layers.FeedForward(layer, operand, shape.Width, name + ".mlp")]);
    }

    private static string Head(ShapeLayers layers, ModelShape shape, string pooled)
    {
        int width = shape.Pooling == PoolingKind.Flattened ? shape.Tokens * shape.Width : shape.Width;
        return layers.Linear("y", pooled, width, shape.Outputs);
    }
}
