using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Passes.Rewriting;

namespace PowerSoftmax.Passes.Approximate;

/// <summary>Scales and shifts a value by changing the weights that produce it.</summary>
internal static class FedScaling
{
    /// <summary>The target value of factor * value + offset for a value of the source.</summary>
    /// <remarks>Costs nothing after a Linear or a Center, through sums of them as well; elsewhere a Linear of its own, and its level.</remarks>
    public static ValueId Scale(GraphRewriter rewriter, ValueId source, double factor, double offset)
    {
        Node node = rewriter.Source[source];
        string name = node.Name + ".scaled";
        switch (node.Op)
        {
            case Linear linear:
                AffineMap map = Affine(AffineMap.Of(linear, rewriter.Weights), factor, offset);
                return map.AddTo(rewriter, rewriter.Map(linear.Input), linear.Weight + ".scaled", node.Name);
            case Center center when offset == 0:
                return rewriter.Add(new Center(rewriter.Map(center.Input), center.Gain * factor), name);
            case Add add when IsFree(rewriter, add):
                bool shiftLeft = rewriter.Producer<Center>(add.Left) is null;
                ValueId left = Scale(rewriter, add.Left, factor, shiftLeft ? offset : 0);
                ValueId right = Scale(rewriter, add.Right, factor, shiftLeft ? 0 : offset);
                return rewriter.Add(new Add(left, right), name);
            default:
                int width = rewriter.ShapeOf(source)[-1];
                AffineMap identity = AffineMap.Diagonal(node.Name, [.. Enumerable.Repeat(1.0, width)], null);
                return Affine(identity, factor, offset).AddTo(rewriter, rewriter.Map(source), name, name);
        }
    }

    /// <summary>Whether the scaling of a value costs nothing.</summary>
    public static bool IsFree(GraphRewriter rewriter, ValueId source)
    {
        SumBudget sums = default;
        return IsFree(rewriter, source, ref sums);
    }

    private static AffineMap Affine(AffineMap map, double factor, double offset)
    {
        AffineMap scaled = map.ThenScale(factor);
        return offset == 0 ? scaled : scaled.ThenAdd([.. Enumerable.Repeat(offset, map.Columns)]);
    }

    private static bool SameShape(GraphRewriter rewriter, Add add) => rewriter.ShapeOf(add.Left) == rewriter.ShapeOf(add.Right);

    private static bool IsFree(GraphRewriter rewriter, Add add)
    {
        SumBudget sums = default;
        return SameShape(rewriter, add) && IsFree(rewriter, add.Left, ref sums) && IsFree(rewriter, add.Right, ref sums);
    }

    private static bool IsFree(GraphRewriter rewriter, ValueId source, ref SumBudget sums) => rewriter.Source[source].Op switch
    {
        Linear or Center => true,
        Add add => sums.Take() && SameShape(rewriter, add) && IsFree(rewriter, add.Left, ref sums) && IsFree(rewriter, add.Right, ref sums),
        _ => false,
    };
}
