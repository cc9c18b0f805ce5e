using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Rewriting;

namespace PowerSoftmax.Passes.Contractions;

/// <summary>Proves that a summand is a mask, 0 or a large negative number in every element, and makes the factor of ones and zeros that means the same.</summary>
/// <remarks>
/// Whole numbers and conditions that the model gets from outside count as ones and zeros: what a mask of other numbers means is the model's
/// own secret. The client compares what it sends with the samples.
/// </remarks>
internal sealed class MaskReader(GraphRewriter rewriter)
{
    /// <summary>Scores are far smaller; exporters write 10000 and more.</summary>
    private const double Large = 1000;

    /// <summary>Ops looked through.</summary>
    private const int MaxDepth = 24;

    public static bool Excludes(double? summand) => summand is { } number && number <= -Large;

    /// <summary>The factor for a summand of the source, as a value of the target; null where it is not proved to be a mask.</summary>
    public ValueId? FromSummand(ValueId value) => FromSummand(value, MaxDepth);

    /// <summary>One where a condition of the source holds, or where it does not.</summary>
    public ValueId FromCondition(ValueId condition, bool holds)
    {
        string name = rewriter.Source[condition].Name + ".mask";
        ValueId truth = holds ? rewriter.Map(condition) : rewriter.Add(new Not(rewriter.Map(condition)), name + ".not");
        return rewriter.Add(new Cast(truth, ElementType.Float64), name);
    }

    private ValueId? FromSummand(ValueId value, int depth)
    {
        Node node = rewriter.Source[value];
        switch (node.Op)
        {
            case var _ when depth == 0:
                return null;
            case Constant when rewriter.ConstantOf(value)?.Values is { } values && Array.TrueForAll(values, static x => x == 0 || Excludes(x)) && Array.Exists(values, static x => x != 0):
                return rewriter.Constant(node.Name + ".mask", rewriter.ShapeOf(value), Array.ConvertAll(values, static x => x == 0 ? 1.0 : 0));
            case Multiply multiply:
                return FromProduct(multiply.Left, rewriter.ScalarOf(multiply.Right), depth - 1) ?? FromProduct(multiply.Right, rewriter.ScalarOf(multiply.Left), depth - 1);
            case Where where when rewriter.ScalarOf(where.WhenTrue) == 0 && Excludes(rewriter.ScalarOf(where.WhenFalse)):
                return FromCondition(where.Condition, holds: true);
            case Where where when rewriter.ScalarOf(where.WhenFalse) == 0 && Excludes(rewriter.ScalarOf(where.WhenTrue)):
                return FromCondition(where.Condition, holds: false);
            case Add add when FromSummand(add.Left, depth - 1) is { } left && FromSummand(add.Right, depth - 1) is { } right:
                return rewriter.Add(new Multiply(left, right), node.Name + ".mask");
            case Reshape or Expand or Transpose or Slice when FromSummand(node.Op.Inputs[0], depth - 1) is { } inner:
                return rewriter.Add(node.Op.WithInputs(EquatableArray<ValueId>.Of(inner)), node.Name + ".mask");
            default:
                return null;
        }
    }

    /// <summary>(1 - m) c, (m - 1) |c| and x c for ones and zeros m and x and a large negative c.</summary>
    private ValueId? FromProduct(ValueId value, double? factor, int depth)
    {
        switch (rewriter.Source[value].Op)
        {
            case Subtract difference when Excludes(factor) && rewriter.ScalarOf(difference.Left) == 1 && IsIndicator(difference.Right, depth):
                return rewriter.Map(difference.Right);
            case Subtract difference when Excludes(-factor) && rewriter.ScalarOf(difference.Right) == 1 && IsIndicator(difference.Left, depth):
                return rewriter.Map(difference.Left);
            case Reshape or Expand or Transpose or Slice when FromProduct(rewriter.Source[value].Op.Inputs[0], factor, depth - 1) is { } inner:
                return rewriter.Add(rewriter.Source[value].Op.WithInputs(EquatableArray<ValueId>.Of(inner)), rewriter.Source[value].Name + ".mask");
            case not Constant when Excludes(factor) && IsIndicator(value, depth):
                string name = rewriter.Source[value].Name + ".mask";
                return rewriter.Add(new Subtract(rewriter.Scalar(name + ".one", 1), rewriter.Map(value)), name);
            default:
                return null;
        }
    }

    /// <summary>Whether every element is 1 or 0.</summary>
    private bool IsIndicator(ValueId value, int depth)
    {
        Node node = rewriter.Source[value];
        if (depth <= 0 || node.Type is TensorType { Element: ElementType.Bool })
        {
            return depth > 0;
        }

        return node.Op switch
        {
            Input input => input.Type.Element is not (ElementType.Float64 or ElementType.Float32 or ElementType.Float16 or ElementType.BFloat16),
            Constant => rewriter.ConstantOf(value)?.Values is { } values && Array.TrueForAll(values, static x => x is 0 or 1),
            Cast or Reshape or Expand or Transpose or Slice => IsIndicator(node.Op.Inputs[0], depth - 1),
            Gather gather => IsIndicator(gather.Data, depth - 1),
            Multiply product => IsIndicator(product.Left, depth - 1) && IsIndicator(product.Right, depth - 1),
            _ => false,
        };
    }
}
