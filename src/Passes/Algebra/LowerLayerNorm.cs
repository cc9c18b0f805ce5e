using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Rewriting;
using PowerSoftmax.Passes.Split;

namespace PowerSoftmax.Passes.Algebra;

/// <summary>Takes LayerNorm apart: Center, Normalize, and a Linear with gamma on its diagonal and beta as its bias.</summary>
/// <remarks>Only in the circuit: the client computes its LayerNorm as it is.</remarks>
public sealed class LowerLayerNorm : RewritePass
{
    public override string Name => "lower-layer-norm";

    protected override bool Accepts(Graph graph) => graph.Name == ModuleKeys.Circuit;

    protected override ValueId? Rewrite(Node node, GraphRewriter rewriter, PassContext context)
    {
        if (node.Op is not LayerNorm norm || !IsOverLast(norm, rewriter))
        {
            return null;
        }

        int width = rewriter.ShapeOf(norm.Input)[-1];
        double[]? gamma = Row(rewriter, norm.Gamma, width);
        double[]? beta = norm.Beta is { } value ? Row(rewriter, value, width) : [];
        if (gamma is null || beta is null)
        {
            return null;
        }

        ValueId centered = rewriter.Add(new Center(rewriter.Map(norm.Input)), node.Name + ".center");
        ValueId normalized = rewriter.Add(new Ir.TensorDialect.Normalize(centered, norm.Epsilon), node.Name);
        bool isPlain = beta.Length == 0 && Array.TrueForAll(gamma, static factor => factor == 1);
        return isPlain
            ? normalized
            : AffineMap.Diagonal(node.Name, gamma, beta.Length == 0 ? null : beta).AddTo(rewriter, normalized, node.Name + ".gamma", node.Name + ".gamma");
    }

    private static bool IsOverLast(LayerNorm norm, GraphRewriter rewriter)
    {
        int rank = rewriter.ShapeOf(norm.Input).Rank;
        return Axes.Normalize(norm.Axis, rank) == rank - 1;
    }

    private static double[]? Row(GraphRewriter rewriter, ValueId value, int width)
    {
        Tensor? data = rewriter.ConstantOf(value);
        return data is null ? null
            : data.Shape.Count == 1 ? [.. Enumerable.Repeat(data.Values[0], width)]
            : data.Shape.Count == width ? data.Values : null;
    }
}
