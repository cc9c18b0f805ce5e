using PowerSoftmax.Onnx.Writing;

namespace PowerSoftmax.TestSupport.Shapes;

/// <summary>One attention, from [batch, tokens, width] to the same.</summary>
internal sealed class ShapeAttention(ShapeLayers layers, ShapeMasks masks, ModelShape shape, LayerShape layer, string name)
{
    private const double Epsilon = 0.5;

    private readonly OnnxGraphBuilder graph = layers.Graph;

    private int Keys => layer.Context > 0 ? layer.Context : shape.Tokens;

    public string Of(string hidden)
    {
        (string query, string key, string value) = Projections(hidden);
        if (layer.Rotary != RotaryKind.None)
        {
            ShapeRotary rotary = new(graph, layer);
            query = rotary.Of(query, shape.Batch, shape.Tokens, name + ".query.turned");
            key = rotary.Of(key, shape.Batch, Keys, name + ".key.turned");
        }

        string mixed = layer.Attention == AttentionKind.Linear ? LinearMix(query, key, value) : graph.Node(name + ".mixed", "MatMul", [Weights(query, key), value]);
        string turned = graph.Node(name + ".back", "Transpose", [mixed], OnnxGraphBuilder.Ints("perm", 0, 2, 1, 3));
        int width = layer.Heads * layer.ValueWidth;
        string merged = graph.Node(name + ".merged", "Reshape", [turned, graph.Integers(name + ".merged.shape", 0, shape.Tokens, width)]);
        return layers.Linear(name, merged, width, shape.Width);
    }

    /// <summary>Queries, keys and values as [batch, heads, tokens, features].</summary>
    private (string Query, string Key, string Value) Projections(string hidden)
    {
        int keyWidth = layer.Heads * layer.KeyWidth;
        int valueWidth = layer.Heads * layer.ValueWidth;
        if (layer.Fused)
        {
            return layer.Heads % 2 == 0 ? FusedOfHeads(hidden) : FusedOfAll(hidden);
        }

        string source = layer.Context > 0 ? graph.Input(name + ".context", OnnxGraphBuilder.FloatType, shape.Batch, Keys, shape.Width) : hidden;
        return (
            Heads(".query", layers.Linear(name + ".query.map", hidden, shape.Width, keyWidth), shape.Tokens, layer.KeyWidth),
            Heads(".key", layers.Linear(name + ".key.map", source, shape.Width, keyWidth), Keys, layer.KeyWidth),
            Heads(".value", layers.Linear(name + ".value.map", source, shape.Width, valueWidth), Keys, layer.ValueWidth));
    }

    /// <summary>All queries, then all keys, then all values.</summary>
    private (string Query, string Key, string Value) FusedOfAll(string hidden)
    {
        int keyWidth = layer.Heads * layer.KeyWidth;
        int valueWidth = layer.Heads * layer.ValueWidth;
        string all = layers.Linear(name + ".fused", hidden, shape.Width, (2 * keyWidth) + valueWidth);
        string[] parts = graph.Nodes(
            [name + ".query.part", name + ".key.part", name + ".value.part"],
            "Split",
            [all, graph.Integers(name + ".parts", keyWidth, keyWidth, valueWidth)],
            OnnxGraphBuilder.Int("axis", 2));
        return (Heads(".query", parts[0], shape.Tokens, layer.KeyWidth), Heads(".key", parts[1], shape.Tokens, layer.KeyWidth), Heads(".value", parts[2], shape.Tokens, layer.ValueWidth));
    }

    /// <summary>Head after head: its queries, its keys, its values.</summary>
    private (string Query, string Key, string Value) FusedOfHeads(string hidden)
    {
        int width = (2 * layer.KeyWidth) + layer.ValueWidth;
        string all = Heads(".fused", layers.Linear(name + ".fused.map", hidden, shape.Width, layer.Heads * width), shape.Tokens, width);
        return (Part(".query", all, 0, layer.KeyWidth), Part(".key", all, layer.KeyWidth, 2 * layer.KeyWidth), Part(".value", all, 2 * layer.KeyWidth, width));
    }

    private string Part(string part, string all, int from, int to) => graph.Node(
        name + part, "Slice", [all, graph.Integers(name + part + ".from", from), graph.Integers(name + part + ".to", to), graph.Integers(name + part + ".axis", -1)]);

    private string Heads(string part, string matrix, int tokens, int width)
    {
        string split = graph.Node(name + part + ".split", "Reshape", [matrix, graph.Integers(name + part + ".shape", shape.Batch, tokens, layer.Heads, width)]);
        return graph.Node(name + part, "Transpose", [split], OnnxGraphBuilder.Ints("perm", 0, 2, 1, 3));
    }

    /// <summary>Weights [batch, heads, queries, keys].</summary>
    private string Weights(string query, string key)
    {
        string columns = graph.Node(name + ".columns", "Transpose", [key], OnnxGraphBuilder.Ints("perm", 0, 1, 3, 2));
        string products = graph.Node(name + ".products", "MatMul", [query, columns]);
        string scores = graph.Node(name + ".scores", "Mul", [products, layers.Scalar(name + ".scale", 1 / Math.Sqrt(layer.KeyWidth))]);
        bool isPower = layer.Attention is AttentionKind.PowerSum or AttentionKind.PowerMean or AttentionKind.Decay;
        bool early = layer.Mask != MaskSpelling.FactorOfPowers && !(isPower && layer.Mask == MaskSpelling.Choice);
        scores = early ? Masked(scores, isPower ? 0 : -10000) : scores;
        string powers = Powers(scores);
        powers = early ? powers : Masked(powers, 0);
        return layer.Attention switch
        {
            AttentionKind.PowerSum or AttentionKind.ReluSum => Divided(powers, "ReduceSum"),
            AttentionKind.PowerMean => Divided(powers, "ReduceMean"),
            AttentionKind.SquaredRelu => graph.Node(name + ".shares", "Div", [powers, layers.Scalar(name + ".count", Keys)]),
            AttentionKind.Pointwise => graph.Node(name + ".shares", "Div", [powers, layers.Scalar(name + ".root", Math.Sqrt(Keys))]),
            AttentionKind.Decay => graph.Node(name + ".shares", "Mul", [powers, Decays()]),
            _ => powers,
        };
    }

    private string Powers(string scores)
    {
        switch (layer.Attention)
        {
            case AttentionKind.PowerSum or AttentionKind.PowerMean:
                return graph.Node(name + ".powers", "Pow", [scores, layers.Scalar(name + ".power", layer.Power)]);
            case AttentionKind.Softmax:
                return graph.Node(name + ".softmax", "Softmax", [scores], OnnxGraphBuilder.Int("axis", -1));
            case AttentionKind.ReluSum:
                return graph.Node(name + ".relu", "Relu", [scores]);
            case AttentionKind.SquaredRelu:
                string relu = graph.Node(name + ".relu", "Relu", [scores]);
                return graph.Node(name + ".squares", "Mul", [relu, relu]);
            case AttentionKind.Pointwise:
                return layers.Gelu(name + ".gelu", scores);
            default:
                return scores;
        }
    }

    private string Masked(string value, double otherwise)
    {
        string Name(int number) => $"{name}.masked{number}";
        switch (layer.Mask)
        {
            case MaskSpelling.Summand:
                return masks.Summands(layer).Select(static (mask, number) => (mask, number))
                    .Aggregate(value, (sum, part) => graph.Node(Name(part.number), "Add", [sum, part.mask]));
            case MaskSpelling.Choice:
                return masks.Conditions(layer).Select(static (mask, number) => (mask, number))
                    .Aggregate(value, (chosen, part) => graph.Node(Name(part.number), "Where", [part.mask, chosen, layers.Scalar(Name(part.number) + ".otherwise", otherwise)]));
            default:
                return masks.Factors(layer).Select(static (mask, number) => (mask, number))
                    .Aggregate(value, (product, part) => graph.Node(Name(part.number), "Mul", [product, part.mask]));
        }
    }

    private string Divided(string powers, string reduce)
    {
        string sum = reduce == "ReduceSum"
            ? graph.Node(name + ".sum", reduce, [powers, graph.Integers(name + ".last", -1)], OnnxGraphBuilder.Int("keepdims", 1))
            : graph.Node(name + ".sum", reduce, [powers], OnnxGraphBuilder.Ints("axes", -1), OnnxGraphBuilder.Int("keepdims", 1));
        return graph.Node(name + ".shares", "Div", [powers, graph.Node(name + ".denominator", "Add", [sum, layers.Scalar(name + ".epsilon", Epsilon)])]);
    }

    /// <summary>gamma^|i - j| with a gamma for each head, [heads, queries, keys].</summary>
    private string Decays() => graph.Floats(
        name + ".decays",
        [layer.Heads, shape.Tokens, Keys],
        [.. from head in Enumerable.Range(0, layer.Heads)
            from query in Enumerable.Range(0, shape.Tokens)
            from key in Enumerable.Range(0, Keys)
            select (float)Math.Pow(1 - Math.Pow(2, -1 - head), Math.Abs(query - key))]);

    private string LinearMix(string query, string key, string value)
    {
        string positive = graph.Node(name + ".query.relu", "Relu", [query]);
        string keys = graph.Node(name + ".key.relu", "Relu", [key]);
        if (masks.HasPadding && layer.Context == 0)
        {
            string mask = graph.Node(name + ".key.mask", "Unsqueeze", [masks.RealTokens(), graph.Integers(name + ".key.axes", 1, 3)]);
            keys = graph.Node(name + ".key.masked", "Mul", [keys, mask]);
        }

        string columns = graph.Node(name + ".columns", "Transpose", [keys], OnnxGraphBuilder.Ints("perm", 0, 1, 3, 2));
        string state = graph.Node(name + ".state", "MatMul", [columns, value]);
        string sum = graph.Node(name + ".sum", "ReduceSum", [columns, graph.Integers(name + ".last", -1)], OnnxGraphBuilder.Int("keepdims", 1));
        string denominator = graph.Node(name + ".denominator", "Add", [graph.Node(name + ".norm", "MatMul", [positive, sum]), layers.Scalar(name + ".epsilon", Epsilon)]);
        return graph.Node(name + ".shares", "Div", [graph.Node(name + ".products", "MatMul", [positive, state]), denominator]);
    }
}
