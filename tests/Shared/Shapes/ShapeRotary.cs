using PowerSoftmax.Onnx.Writing;

namespace PowerSoftmax.TestSupport.Shapes;

/// <summary>Turns the first features of every head by an angle that grows with the position: rotary embedding on [batch, heads, tokens, features].</summary>
internal sealed class ShapeRotary(OnnxGraphBuilder graph, LayerShape layer)
{
    private int Half => layer.Turned / 2;

    public string Of(string value, int batch, int tokens, string name)
    {
        bool isWhole = layer.Turned == layer.KeyWidth;
        string part = isWhole ? value : Part(value, 0, layer.Turned, 1, name + ".part");
        string swapped = layer.Rotary == RotaryKind.Halves ? SwappedHalves(part, name) : SwappedPairs(part, batch, tokens, name);
        string straight = graph.Node(name + ".straight", "Mul", [part, Table(name + ".cosines", tokens, Math.Cos)]);
        string crossed = graph.Node(name + ".crossed", "Mul", [swapped, Table(name + ".sines", tokens, Math.Sin)]);
        string turned = graph.Node(isWhole ? name : name + ".turned", "Add", [straight, crossed]);
        return isWhole
            ? turned
            : graph.Node(name, "Concat", [turned, Part(value, layer.Turned, layer.KeyWidth, 1, name + ".rest")], OnnxGraphBuilder.Int("axis", -1));
    }

    private string SwappedHalves(string part, string name)
    {
        string upper = graph.Node(name + ".negated", "Neg", [Part(part, Half, layer.Turned, 1, name + ".upper")]);
        return graph.Node(name + ".swapped", "Concat", [upper, Part(part, 0, Half, 1, name + ".lower")], OnnxGraphBuilder.Int("axis", -1));
    }

    private string SwappedPairs(string part, int batch, int tokens, string name)
    {
        string odd = graph.Node(name + ".negated", "Neg", [Part(part, 1, layer.Turned, 2, name + ".odd")]);
        string axes = graph.Integers(name + ".axes", -1);
        string[] columns = [graph.Node(name + ".first", "Unsqueeze", [odd, axes]), graph.Node(name + ".second", "Unsqueeze", [Part(part, 0, layer.Turned, 2, name + ".even"), axes])];
        string pairs = graph.Node(name + ".pairs", "Concat", columns, OnnxGraphBuilder.Int("axis", -1));
        return graph.Node(name + ".swapped", "Reshape", [pairs, graph.Integers(name + ".shape", batch, layer.Heads, tokens, layer.Turned)]);
    }

    private string Part(string value, int from, int to, int step, string name) => graph.Node(
        name,
        "Slice",
        [value, graph.Integers(name + ".from", from), graph.Integers(name + ".to", to), graph.Integers(name + ".on", 3), graph.Integers(name + ".step", step)]);

    private string Table(string name, int tokens, Func<double, double> function) => graph.Floats(
        name,
        [1, 1, tokens, layer.Turned],
        [.. from token in Enumerable.Range(0, tokens)
            from feature in Enumerable.Range(0, layer.Turned)
            let pair = layer.Rotary == RotaryKind.Halves ? feature % Half : feature / 2
            select (float)function(token * Math.Pow(100, -(double)pair / Half))]);
}
