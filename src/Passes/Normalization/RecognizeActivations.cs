using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Passes.Rewriting;

namespace PowerSoftmax.Passes.Normalization;

/// <summary>Finds GELU (erf and tanh form) and SiLU in whatever elementary ops they are spelled with.</summary>
/// <remarks>
/// Exporters order, group and merge the factors of these formulas in many ways, so the pass compares values instead of shapes
/// of graphs: a chain of elementwise ops on one value that equals GELU to 1e-5 at points across [-6, 6] is GELU. The two GELU
/// forms differ by 5e-4, so they stay apart; constants rounded to single precision are within 1e-6.
/// </remarks>
public sealed class RecognizeActivations : IPass
{
    private const double Tolerance = 1e-5;

    private static readonly IReadOnlyList<Func<ValueId, ElementwiseOp>> Known =
    [
        static input => new Gelu(input, Tanh: false),
        static input => new Gelu(input, Tanh: true),
        static input => new Silu(input),
    ];

    public string Name => "recognize-activations";

    public Module Run(Module module, PassContext context) =>
        module with { Graphs = module.Graphs.Select(graph => Recognize(graph, module)).ToEquatableArray() };

    private static Graph Recognize(Graph graph, Module module)
    {
        GraphRewriter rewriter = new(graph, module.Weights);
        Dictionary<ValueId, ScalarSubgraph> known = [];
        return rewriter.Run(node =>
        {
            if (ScalarSubgraph.Read(node, rewriter, known) is not { } subgraph)
            {
                return null;
            }

            known[node.Id] = subgraph;
            return subgraph.IsPolynomial || subgraph.Depth < 2 ? null : Match(subgraph, node, rewriter);
        });
    }

    private static ValueId? Match(ScalarSubgraph subgraph, Node node, GraphRewriter rewriter)
    {
        Func<ValueId, ElementwiseOp>? match = Known.FirstOrDefault(create => IsSame(create(subgraph.Argument).Apply, subgraph.Function));
        return match is null ? null : rewriter.Add(match(rewriter.Map(subgraph.Argument)), node.Name);
    }

    private static bool IsSame(Func<double, double> expected, Func<double, double> actual)
    {
        for (int step = -24; step <= 24; step++)
        {
            double x = step / 4.0;
            if (!(Math.Abs(expected(x) - actual(x)) <= Tolerance))
            {
                return false;
            }
        }

        return true;
    }
}
