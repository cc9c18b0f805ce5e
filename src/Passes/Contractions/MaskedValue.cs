using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Rewriting;

namespace PowerSoftmax.Passes.Contractions;

/// <summary>A value of the source without the large negative numbers that masks put into it, and those masks as factors.</summary>
/// <param name="Core">The value where nothing is masked.</param>
/// <param name="Masks">Values of the target, one where an element counts and zero where a mask excludes it.</param>
internal sealed record MaskedValue(ValueId Core, IReadOnlyList<ValueId> Masks)
{
    /// <summary>Masks that may lie on one value; more than any model has.</summary>
    private const int Most = 8;

    /// <summary>Looks through sums with masks, and through choices between a value and a large negative number.</summary>
    public static MaskedValue Peel(GraphRewriter rewriter, ValueId value)
    {
        MaskReader reader = new(rewriter);
        List<ValueId> masks = [];
        while (masks.Count < Most)
        {
            if (Step(rewriter, reader, value) is not { } step)
            {
                break;
            }

            value = step.Inner;
            masks.Add(step.Mask);
        }

        return new MaskedValue(value, masks);
    }

    /// <summary>A value of the target times all masks.</summary>
    public ValueId Apply(GraphRewriter rewriter, ValueId value, string name) =>
        Masks.Aggregate(value, (product, mask) => rewriter.Add(new Multiply(product, mask), name));

    private static (ValueId Inner, ValueId Mask)? Step(GraphRewriter rewriter, MaskReader reader, ValueId value)
    {
        switch (rewriter.Source[value].Op)
        {
            case Add add when HasShapeOf(rewriter, add.Left, value) && reader.FromSummand(add.Right) is { } mask:
                return (add.Left, mask);
            case Add add when HasShapeOf(rewriter, add.Right, value) && reader.FromSummand(add.Left) is { } mask:
                return (add.Right, mask);
            case Where where when HasShapeOf(rewriter, where.WhenTrue, value) && MaskReader.Excludes(rewriter.ScalarOf(where.WhenFalse)):
                return (where.WhenTrue, reader.FromCondition(where.Condition, holds: true));
            case Where where when HasShapeOf(rewriter, where.WhenFalse, value) && MaskReader.Excludes(rewriter.ScalarOf(where.WhenTrue)):
                return (where.WhenFalse, reader.FromCondition(where.Condition, holds: false));
            default:
                return null;
        }
    }

    // A mask that makes the value larger is none.
    private static bool HasShapeOf(GraphRewriter rewriter, ValueId inner, ValueId value) =>
        rewriter.Producer<Constant>(inner) is null && rewriter.ShapeOf(inner) == rewriter.ShapeOf(value);
}
