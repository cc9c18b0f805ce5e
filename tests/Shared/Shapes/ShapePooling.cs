using PowerSoftmax.Onnx.Writing;

namespace PowerSoftmax.TestSupport.Shapes;

/// <summary>What a model makes of its last hidden state, [batch, tokens, width].</summary>
internal sealed class ShapePooling(OnnxGraphBuilder graph, ModelShape shape, ShapeMasks masks)
{
    public string Of(string hidden)
    {
        switch (shape.Pooling)
        {
            case PoolingKind.First:
                return Token(hidden, 0);
            case PoolingKind.Middle:
                return Token(hidden, shape.Tokens / 2);
            case PoolingKind.Last:
                string last = graph.Node(
                    "last", "Slice", [hidden, graph.Integers("last.from", -1), graph.Integers("last.to", long.MaxValue), graph.Integers("last.axis", 1)]);
                return graph.Node("pooled", "Squeeze", [last, graph.Integers("last.axes", 1)]);
            case PoolingKind.MeanOfReal when masks.HasPadding:
                return MeanOfReal(hidden);
            case PoolingKind.Mean or PoolingKind.MeanOfReal:
                return graph.Node("pooled", "ReduceMean", [hidden], OnnxGraphBuilder.Ints("axes", 1), OnnxGraphBuilder.Int("keepdims", 0));
            case PoolingKind.Flattened:
                return graph.Node("pooled", "Flatten", [hidden]);
            default:
                return hidden;
        }
    }

    private string Token(string hidden, int token) =>
        graph.Node("pooled", "Gather", [hidden, graph.Integers("pooled.token", [], [token])], OnnxGraphBuilder.Int("axis", 1));

    private string MeanOfReal(string hidden)
    {
        string mask = masks.RealTokens();
        string wide = graph.Node("pooled.mask", "Unsqueeze", [mask, graph.Integers("pooled.last", -1)]);
        string axis = graph.Integers("pooled.tokens", 1);
        string sum = graph.Node("pooled.sum", "ReduceSum", [graph.Node("pooled.real", "Mul", [hidden, wide]), axis], OnnxGraphBuilder.Int("keepdims", 0));
        string count = graph.Node("pooled.count", "ReduceSum", [mask, axis], OnnxGraphBuilder.Int("keepdims", 1));
        string atLeast = graph.Node("pooled.some", "Max", [count, graph.Floats("pooled.least", [], 1e-9f)]);
        return graph.Node("pooled", "Div", [sum, atLeast]);
    }
}
