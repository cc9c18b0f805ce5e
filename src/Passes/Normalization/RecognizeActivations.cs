using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Rewriting;

namespace PowerSoftmax.Passes.Normalization;

/// <summary>Finds GELU (erf and tanh form) and SiLU in whatever elementary ops they are spelled with.</summary>
/// <remarks>
/// Exporters order, group and merge the factors of these formulas in many ways, so the pass compares values instead of shapes
/// of graphs: a chain of elementwise ops on one value that equals GELU to 1e-5 at points across [-6, 6] is GELU, of a multiple of the value where the chain begins with a factor. Where all constants of
/// the chain may have been rounded to float16 or bfloat16 (<see cref="ConstantRounding"/>), it may differ by as much as that rounding
/// makes; of several activations within it, among them the two forms of GELU that differ by 5e-4, the nearest is meant.
/// </remarks>
public sealed class RecognizeActivations : IPass
{
    private const double Tolerance = 1e-5;

    /// <summary>Change of an activation on [-6, 6] for a relative change of each of its constants by 1, at most, rounded up.</summary>
    private const double ConstantGain = 0.7;

    /// <summary>Where activations are their argument: for gains down to 1e-3.</summary>
    private const double FarRight = 1e5;

    private static readonly IReadOnlyList<Func<ValueId, ElementwiseOp>> Known =
    [
        static input => new Gelu(input, Tanh: false),
        static input => new Gelu(input, Tanh: true),
        static input => new Silu(input),
    ];

    public string Name => "recognize-activations";

    public Module Run(Module module, PassContext context)
    {
        WeightTable weights = module.Weights;
        List<Graph> graphs = [];
        foreach (Graph graph in module.Graphs)
        {
            GraphRewriter rewriter = new(graph, weights);
            graphs.Add(Recognize(rewriter));
            weights = rewriter.Weights;
        }

        return module with { Graphs = graphs.ToEquatableArray(), Weights = weights };
    }

    private static Graph Recognize(GraphRewriter rewriter)
    {
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
        double gain = Gain(subgraph.Function);
        double Unscaled(double x) => subgraph.Function(x / gain);
        Func<ValueId, ElementwiseOp> nearest = Known.MinBy(create => Difference(create(subgraph.Argument).Apply, Unscaled))!;
        double difference = Difference(nearest(subgraph.Argument).Apply, Unscaled);
        if (difference > Math.Max(Tolerance, ConstantGain * subgraph.Rounding))
        {
            return null;
        }

        ValueId argument = rewriter.Map(subgraph.Argument);
        return rewriter.Add(nearest(gain == 1 ? argument : Scaled(argument, gain, node.Name, rewriter)), node.Name);
    }

    /// <summary>The c of f(c x): all of these functions are their argument far to the right.</summary>
    private static double Gain(Func<double, double> function)
    {
        double slope = function(FarRight) / FarRight;

        // Rounded constants make slopes near 1 that mean 1.
        return double.IsFinite(slope) && slope > 1 / FarRight && Math.Abs(slope - 1) > ConstantRounding.Coarsest ? slope : 1;
    }

    private static ValueId Scaled(ValueId argument, double gain, string name, GraphRewriter rewriter)
    {
        string weight = rewriter.AddWeight(name + ".gain", Tensor.Scalar(gain, ElementType.Float64));
        return rewriter.Add(new Multiply(argument, rewriter.Add(new Constant(weight), name + ".gain")), name + ".argument");
    }

    /// <summary>Largest difference at points across [-6, 6]; infinite where a value is no number.</summary>
    private static double Difference(Func<double, double> expected, Func<double, double> actual)
    {
        double largest = 0;
        for (int step = -24; step <= 24; step++)
        {
            double difference = Math.Abs(expected(step / 4.0) - actual(step / 4.0));
            largest = double.IsNaN(difference) ? double.PositiveInfinity : Math.Max(largest, difference);
        }

        return largest;
    }
}
