using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.Tests.Graphs;

/// <summary>Graphs that break a rule are found out.</summary>
public sealed class GraphVerifierTests
{
    private static readonly TensorType Row = new(ElementType.Float32, Shape.Of(1, 2));

    [Fact]
    public void WellFormedGraphIsAccepted() => Assert.Empty(Verify(Good()));

    [Fact]
    public void WrongNumberIsFound() => Expect(With(Good(), 1, static node => node with { Id = new ValueId(5) }), "numbered in order");

    [Fact]
    public void OperandFromBelowIsFound() => Expect(With(Good(), 1, static node => node with { Op = new Exp(new ValueId(1)) }), "not defined before it");

    [Fact]
    public void WrongTypeIsFound() => Expect(
        With(Good(), 1, static node => node with { Type = new TensorType(ElementType.Float32, Shape.Of(2, 1)) }), "follows as tensor<Float32 1x2>");

    [Fact]
    public void BrokenTypeRuleIsFound() => Expect(With(Good(), 1, static node => node with { Op = new Trilu(new ValueId(0), true, 0), Type = Row }, Shape.Of(2)), "no triangle");

    [Fact]
    public void UnknownWeightIsFound() => Expect(With(Good(), 1, static node => node with { Op = new Constant("nowhere") }), "no weight is named 'nowhere'");

    [Fact]
    public void OutputOfNothingIsFound() => Expect(
        Good() with { Outputs = EquatableArray<GraphOutput>.Of(new GraphOutput("y", new ValueId(9))) }, "output 'y' is %9");

    private static Graph Good()
    {
        GraphBuilder builder = new("g", WeightTable.Empty);
        ValueId x = builder.Add(new Input("x", Row), "x");
        builder.Output("y", builder.Add(new Exp(x), "y"));
        return builder.Build();
    }

    private static Graph With(Graph graph, int index, Func<Node, Node> change, Shape? inputShape = null)
    {
        EquatableArray<Node> nodes = graph.Nodes.SetItem(index, change(graph.Nodes[index]));
        if (inputShape is Shape shape)
        {
            TensorType type = new(ElementType.Float32, shape);
            nodes = nodes.SetItem(0, nodes[0] with { Op = new Input("x", type), Type = type });
        }

        return graph with { Nodes = nodes };
    }

    private static IReadOnlyList<Diagnostic> Verify(Graph graph)
    {
        DiagnosticBag diagnostics = new();
        GraphVerifier.Verify(graph, WeightTable.Empty, diagnostics);
        return diagnostics.Items;
    }

    private static void Expect(Graph graph, string part)
    {
        Diagnostic diagnostic = Assert.Single(Verify(graph));

        Assert.Equal(DiagnosticKinds.CheckFailed.Id, diagnostic.Id);
        Assert.Contains("graph 'g'", diagnostic.Message);
        Assert.Contains(part, diagnostic.Message);
    }
}
