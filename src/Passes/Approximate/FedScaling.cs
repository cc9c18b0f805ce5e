using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Passes.Rewriting;

namespace PowerSoftmax.Passes.Approximate;

/// <summary>Scales and shifts values by changing the weights that produce them; what is asked for again is not made again.</summary>
internal sealed class FedScaling(GraphRewriter rewriter)
{
    private readonly Dictionary<(ValueId Source, double Factor, double Offset), ValueId> scaled = [];

    /// <summary>The target value of factor * value + offset for a value of the source.</summary>
    /// <remarks>Costs nothing after a Linear or a Center, through sums of them and choices of rows as well; elsewhere a Linear of its own, and its level.</remarks>
    public ValueId Scale(ValueId source, double factor, double offset)
    {
        if (!scaled.TryGetValue((source, factor, offset), out ValueId known))
        {
            scaled[(source, factor, offset)] = known = Make(source, factor, offset);
        }

        return known;
    }

    /// <summary>Whether the scaling of a value costs nothing.</summary>
    public bool IsFree(ValueId source)
    {
        SumBudget sums = default;
        return IsFree(source, ref sums);
    }

    /// <summary>Whether something else looks at a value, or at one of the sums that it is made of: a scale of its own would be a product of its own.</summary>
    public bool IsShared(ValueId source)
    {
        SumBudget sums = default;
        return IsShared(source, ref sums);
    }

    private ValueId Make(ValueId source, double factor, double offset)
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
            case Add add when IsFree(add):
                bool shiftLeft = rewriter.Producer<Center>(add.Left) is null;
                ValueId left = Scale(add.Left, factor, shiftLeft ? offset : 0);
                ValueId right = Scale(add.Right, factor, shiftLeft ? 0 : offset);
                return rewriter.Add(new Add(left, right), name);
            case Slice or Reshape when FeatureRows.Of(rewriter, source) is ValueId rows && IsFree(rows):
                return FeatureRows.Add(rewriter, source, Scale(rows, factor, offset), name);
            default:
                int width = rewriter.ShapeOf(source)[-1];
                AffineMap identity = AffineMap.Diagonal(node.Name, [.. Enumerable.Repeat(1.0, width)], null);
                return Affine(identity, factor, offset).AddTo(rewriter, rewriter.Map(source), name, name);
        }
    }

    private static AffineMap Affine(AffineMap map, double factor, double offset)
    {
        AffineMap scaled = map.ThenScale(factor);
        return offset == 0 ? scaled : scaled.ThenAdd([.. Enumerable.Repeat(offset, map.Columns)]);
    }

    private bool SameShape(Add add) => rewriter.ShapeOf(add.Left) == rewriter.ShapeOf(add.Right);

    private bool IsFree(Add add)
    {
        SumBudget sums = default;
        return SameShape(add) && IsFree(add.Left, ref sums) && IsFree(add.Right, ref sums);
    }

    private bool IsFree(ValueId source, ref SumBudget sums) => rewriter.Source[source].Op switch
    {
        Linear or Center => true,
        Add add => sums.Take() && SameShape(add) && IsFree(add.Left, ref sums) && IsFree(add.Right, ref sums),
        _ => FeatureRows.Of(rewriter, source) is ValueId rows && sums.Take() && IsFree(rows, ref sums),
    };

    private bool IsShared(ValueId source, ref SumBudget sums) => rewriter.Uses(source) > 1 || rewriter.Source[source].Op switch
    {
        Add add => sums.Take() && (IsShared(add.Left, ref sums) || IsShared(add.Right, ref sums)),
        _ => FeatureRows.Of(rewriter, source) is ValueId rows && sums.Take() && IsShared(rows, ref sums),
    };
}
