using PowerSoftmax.Onnx.Writing;

namespace PowerSoftmax.TestSupport.Shapes;

/// <summary>Which tokens are no padding, and which keys a query sees, in the forms that models write.</summary>
internal sealed class ShapeMasks
{
    private readonly OnnxGraphBuilder graph;
    private readonly ModelShape shape;
    private readonly string? real;

    public ShapeMasks(OnnxGraphBuilder graph, ModelShape shape)
    {
        this.graph = graph;
        this.shape = shape;
        real = Real();
    }

    public bool HasPadding => real is not null;

    /// <summary>Ones and zeros of type float, [batch or 1, tokens].</summary>
    public string RealTokens() => real is null ? throw new InvalidOperationException("there is no padding") : Once("real.float", () => graph.Node("real.float", "Cast", [real], OnnxGraphBuilder.Int("to", OnnxGraphBuilder.FloatType)));

    /// <summary>The masks of an attention from tokens to tokens that are not empty, padding first, as ones and zeros of type float.</summary>
    public IReadOnlyList<string> Factors(LayerShape layer) => [.. Parts(layer).Select(part => part switch
    {
        Part.Padding => Once("padding", () => graph.Node("padding", "Unsqueeze", [RealTokens(), graph.Integers("padding.axes", 1, 2)])),
        _ => Causal(),
    })];

    /// <summary>The same as summands: 0 where the mask is one, -10000 where it is zero.</summary>
    public IReadOnlyList<string> Summands(LayerShape layer) => [.. Factors(layer).Select(factor => Once(factor + ".summand", () =>
    {
        string zero = graph.Node(factor + ".opposite", "Sub", [Once(factor + ".one", () => graph.Floats(factor + ".one", [], 1)), factor]);
        return graph.Node(factor + ".summand", "Mul", [zero, graph.Floats(factor + ".large", [], -10000)]);
    }))];

    /// <summary>The same as conditions.</summary>
    public IReadOnlyList<string> Conditions(LayerShape layer) => [.. Factors(layer).Select(factor =>
        Once(factor + ".condition", () => graph.Node(factor + ".condition", "Cast", [factor], OnnxGraphBuilder.Int("to", OnnxGraphBuilder.BoolType))))];

    private readonly HashSet<string> made = [];

    private string Once(string name, Func<string> make)
    {
        if (made.Add(name))
        {
            make();
        }

        return name;
    }

    private enum Part
    {
        Padding,
        Causal,
    }

    private IEnumerable<Part> Parts(LayerShape layer)
    {
        if (HasPadding && layer.Context == 0)
        {
            yield return Part.Padding;
        }

        if (layer.Causal)
        {
            yield return Part.Causal;
        }
    }

    private string Causal() => Once("causal", () =>
    {
        int tokens = shape.Tokens;
        return graph.Floats("causal", [1, 1, tokens, tokens], [.. Enumerable.Range(0, tokens * tokens).Select(index => index % tokens <= index / tokens ? 1f : 0f)]);
    });

    private string? Real()
    {
        switch (shape.Padding)
        {
            case PaddingKind.Constant:
                return graph.Integers("real", [1, shape.Tokens], [.. Enumerable.Range(0, shape.Tokens).Select(token => token < shape.RealTokens ? 1L : 0L)]);
            case PaddingKind.MaskInput:
                return graph.Input("attention_mask", OnnxGraphBuilder.Int64Type, shape.Batch, shape.Tokens);
            case PaddingKind.LengthInput:
                string length = graph.Input("length", OnnxGraphBuilder.Int64Type, shape.Batch, 1);
                string places = graph.Integers("places", [1, shape.Tokens], [.. Enumerable.Range(0, shape.Tokens).Select(static token => (long)token)]);
                return graph.Node("real", "Less", [places, length]);
            default:
                return null;
        }
    }
}
