using PowerSoftmax.Onnx.Wire;
using PowerSoftmax.Onnx.Writing;

namespace PowerSoftmax.TestSupport.Shapes;

/// <summary>Linear layers, norms and feed-forwards on a value [batch, tokens, width].</summary>
internal sealed class ShapeLayers(OnnxGraphBuilder graph)
{
    private const float Epsilon = 0.1f;

    public OnnxGraphBuilder Graph => graph;

    public string Linear(string name, string input, int from, int to)
    {
        string product = graph.Node(name + ".product", "MatMul", [input, graph.Random(name + ".weight", 1 / Math.Sqrt(from), from, to)]);
        return graph.Node(name, "Add", [graph.Random(name + ".bias", 0.1, to), product]);
    }

    public string Scalar(string name, double value) => graph.Floats(name, [], (float)value);

    public string Norm(NormKind kind, string input, int width, string name)
    {
        switch (kind)
        {
            case NormKind.LayerNorm:
                return graph.Node(name, "LayerNormalization", [input, Gamma(name, width), Beta(name, width)], OnnxGraphBuilder.Real("epsilon", Epsilon));
            case NormKind.SpelledLayerNorm:
                string mean = graph.Node(name + ".mean", "ReduceMean", [input], OnnxGraphBuilder.Ints("axes", -1));
                string centered = graph.Node(name + ".centered", "Sub", [input, mean]);
                return Affine(name, Divided(name, centered), width);
            case NormKind.RmsNorm:
                return graph.Node(name, "Mul", [Divided(name, input), Gamma(name, width)]);
            case NormKind.BatchNorm:
                return BatchNorm(name, input, width);
            case NormKind.Affine:
                return Affine(name, input, width);
            default:
                return input;
        }
    }

    public string FeedForward(LayerShape layer, string input, int width, string name)
    {
        int inner = layer.Inner;
        switch (layer.FeedForward)
        {
            case FeedForwardKind.Gated:
                string[] halves = graph.Nodes(
                    [name + ".gate", name + ".rest"], "Split", [Linear(name + ".up", input, width, 2 * inner), graph.Integers(name + ".halves", inner, inner)], OnnxGraphBuilder.Int("axis", -1));
                string swish = graph.Node(name + ".silu", "Mul", [halves[0], graph.Node(name + ".sigmoid", "Sigmoid", [halves[0]])]);
                return Linear(name, graph.Node(name + ".gated", "Mul", [swish, halves[1]]), inner, width);
            case FeedForwardKind.Joined:
                string first = Gelu(name + ".gelu", Linear(name + ".up0", input, width, inner));
                string second = graph.Node(name + ".relu", "Relu", [Linear(name + ".up1", input, width, 3)]);
                string joined = graph.Node(name + ".joined", "Concat", [first, second], OnnxGraphBuilder.Int("axis", -1));
                return Linear(name, joined, inner + 3, width);
            case FeedForwardKind.Relu:
                return Linear(name, graph.Node(name + ".relu", "Relu", [Linear(name + ".up", input, width, inner)]), inner, width);
            default:
                return Linear(name, Gelu(name + ".gelu", Linear(name + ".up", input, width, inner)), inner, width);
        }
    }

    public string Gelu(string name, string input)
    {
        string error = graph.Node(name + ".erf", "Erf", [graph.Node(name + ".argument", "Div", [input, Scalar(name + ".root", Math.Sqrt(2))])]);
        string weight = graph.Node(name + ".shifted", "Add", [error, Scalar(name + ".one", 1)]);
        return graph.Node(name, "Mul", [graph.Node(name + ".twice", "Mul", [input, weight]), Scalar(name + ".half", 0.5)]);
    }

    private string Gamma(string name, int width) => graph.Random(name + ".gamma", 1, 0.3, [width]);

    private string Beta(string name, int width) => graph.Random(name + ".beta", 0.2, width);

    private string Affine(string name, string input, int width) =>
        graph.Node(name, "Add", [graph.Node(name + ".scaled", "Mul", [input, Gamma(name, width)]), Beta(name, width)]);

    /// <summary>c / sqrt(mean(c^2) + epsilon).</summary>
    private string Divided(string name, string value)
    {
        string squares = graph.Node(name + ".squares", "Pow", [value, Scalar(name + ".two", 2)]);
        string variance = graph.Node(name + ".variance", "ReduceMean", [squares], OnnxGraphBuilder.Ints("axes", -1));
        string shifted = graph.Node(name + ".shifted", "Add", [variance, Scalar(name + ".epsilon", Epsilon)]);
        return graph.Node(name + ".normalized", "Div", [value, graph.Node(name + ".deviation", "Sqrt", [shifted])]);
    }

    private string BatchNorm(string name, string input, int width)
    {
        AttributeProto swap = OnnxGraphBuilder.Ints("perm", 0, 2, 1);
        string turned = graph.Node(name + ".turned", "Transpose", [input], swap);
        string variance = graph.Floats(name + ".variance", [width], [.. Enumerable.Range(0, width).Select(static feature => 0.5f + (feature % 3))]);
        string normalized = graph.Node(
            name + ".batchnorm",
            "BatchNormalization",
            [turned, Gamma(name, width), Beta(name, width), graph.Random(name + ".mean", 0.2, width), variance],
            OnnxGraphBuilder.Real("epsilon", Epsilon));
        return graph.Node(name, "Transpose", [normalized], swap.Clone());
    }
}
