using PowerSoftmax.Onnx.Writing;

namespace PowerSoftmax.LargeShapes.Models;

/// <summary>Rotary embedding of the first quarter of every head, in halves, as GPT-NeoX has it.</summary>
internal sealed class Rotary
{
    private const double Base = 10000;

    private readonly OnnxGraphBuilder graph;
    private readonly int width;
    private readonly int turned;
    private readonly string cosines;
    private readonly string sines;

    public Rotary(DrawnLayers layers, LargeShape shape)
    {
        graph = layers.Graph;
        width = shape.HeadWidth;
        turned = Math.Max(2, width / 8 * 2);
        cosines = Table("rotary.cosines", shape.Tokens, Math.Cos);
        sines = Table("rotary.sines", shape.Tokens, Math.Sin);
    }

    /// <summary>[batch, heads, tokens, features] with the first features turned.</summary>
    public string Turn(string name, string value)
    {
        string part = Part(name + ".part", value, 0, turned);
        string negated = graph.Node(name + ".negated", "Neg", [Part(name + ".upper", part, turned / 2, turned)]);
        string swapped = graph.Node(name + ".swapped", "Concat", [negated, Part(name + ".lower", part, 0, turned / 2)], OnnxGraphBuilder.Int("axis", -1));
        string rotated = graph.Node(
            name + ".rotated", "Add", [graph.Node(name + ".straight", "Mul", [part, cosines]), graph.Node(name + ".crossed", "Mul", [swapped, sines])]);
        return turned == width
            ? rotated
            : graph.Node(name + ".turned", "Concat", [rotated, Part(name + ".rest", value, turned, width)], OnnxGraphBuilder.Int("axis", -1));
    }

    private string Part(string name, string value, int from, int to) =>
        graph.Node(name, "Slice", [value, graph.Integers(name + ".from", from), graph.Integers(name + ".to", to), graph.Integers(name + ".axis", -1)]);

    private string Table(string name, int tokens, Func<double, double> function) => graph.Floats(
        name,
        [1, 1, tokens, turned],
        [.. from token in Enumerable.Range(0, tokens)
            from feature in Enumerable.Range(0, turned)
            select (float)function(token * Math.Pow(Base, -2.0 * (feature % (turned / 2)) / turned))]);
}
