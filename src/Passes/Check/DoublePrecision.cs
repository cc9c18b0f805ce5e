using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Passes.Check;

/// <summary>A tensor graph whose single-precision values became double ones: what it means without rounding.</summary>
/// <param name="Graph">The same ops on other types.</param>
/// <param name="Weights">The same values under other types.</param>
internal sealed record DoublePrecision(Graph Graph, WeightTable Weights)
{
    public static DoublePrecision Of(Graph graph, WeightTable weights)
    {
        WeightTable wide = weights.WithMany(weights.Entries.Where(IsSingle).Select(Widen));
        GraphBuilder builder = new(graph.Name, wide);
        foreach (Node node in graph.Nodes)
        {
            builder.Add(node.Op is Input { Type.Element: ElementType.Float32 } input ? Widen(input) : node.Op, node.Name);
        }

        foreach (GraphOutput output in graph.Outputs)
        {
            builder.Output(output.Name, output.Value);
        }

        return new DoublePrecision(builder.Build(), wide);
    }

    private static bool IsSingle(WeightEntry entry) => entry.Type.Element == ElementType.Float32 && entry.Data is not null;

    private static KeyValuePair<string, Tensor> Widen(WeightEntry entry) =>
        new(entry.Name, new Tensor(ElementType.Float64, entry.Type.Shape, entry.Data!.Values));

    private static Input Widen(Input input) => input with { Type = input.Type with { Element = ElementType.Float64 } };
}
