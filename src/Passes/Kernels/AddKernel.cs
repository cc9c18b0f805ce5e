using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Passes.Layouts;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>Sums, differences and negatives; of encrypted values in one layout, or of one and a plaintext.</summary>
internal static class AddKernel
{
    public static RowValue Lower(RowLowering lowering, Node node, Add add) => Sum(lowering, node, add.Left, add.Right);

    /// <summary>The sum of a value and a number; a partial sum stays one.</summary>
    public static RowValue Number(RowLowering lowering, RowValue value, double summand, string name) => value.Pending is PartialSum sum
        ? value with { Pending = sum with { Summand = sum.Summand + summand } }
        : Plaintexts.Add(lowering, value, summand, name);

    public static RowValue Lower(RowLowering lowering, Node node, Negate negate) => Negative(lowering, lowering[negate.Input], node.Name);

    public static RowValue Lower(RowLowering lowering, Node node, Subtract subtract) => lowering.ConstantOf(subtract.Left) is Tensor minuend
        ? WithPlain(lowering, node, Negative(lowering, lowering[subtract.Right], node.Name), minuend)
        : lowering.ConstantOf(subtract.Right) is Tensor subtrahend
            ? WithPlain(lowering, node, subtract.Left, subtrahend.Map(static value => -value))
            : Sum(lowering, node, lowering[subtract.Left], Negative(lowering, lowering[subtract.Right], node.Name));

    private static RowValue Sum(RowLowering lowering, Node node, ValueId left, ValueId right)
    {
        if (lowering.ConstantOf(left) is Tensor plainLeft)
        {
            return WithPlain(lowering, node, right, plainLeft);
        }

        if (lowering.ConstantOf(right) is Tensor plainRight)
        {
            return WithPlain(lowering, node, left, plainRight);
        }

        (RowValue first, RowValue second) = OfParts(lowering, left, right) ?? Operands.Of(lowering, node, left, right);
        return Sum(lowering, node, first, second);
    }

    /// <summary>Two values that are to be summed over the same parts: they are added before.</summary>
    private static (RowValue Left, RowValue Right)? OfParts(RowLowering lowering, ValueId left, ValueId right) =>
        lowering.Lacking<PartsOfSums>(left) is { Pending: PartsOfSums parts } first && lowering.Lacking<PartsOfSums>(right) is { Pending: PartsOfSums others } second
        && parts == others && LayoutFit.AreAlike(first.Layout, Operands.Aligned(first, second).Layout)
            ? (first, second)
            : null;

    private static RowValue Sum(RowLowering lowering, Node node, RowValue left, RowValue right)
    {
        (RowValue first, RowValue other) = left.Names.Count() >= right.Names.Count() ? (left, right) : (right, left);
        RowValue second = Operands.Aligned(first, other);
        (first, second) = LayoutFit.AreAlike(first.Layout, second.Layout) ? (first, second) : Once(lowering, first, second) ?? Brought(lowering, first, second, node.Name);

        Layout layout = second.Layout.Dimensions.Count == first.Layout.Dimensions.Count && LayoutFit.AreAlike(first.Layout, second.Layout)
            ? LayoutOrder.OfSum(first.Layout, second.Layout)
            : first.Layout;
        return first with { Value = lowering.Builder.Add(new PackedAdd(first.Value, second.Value, layout), node.Name), Layout = layout };
    }

    /// <summary>Both without the copies that one of them has; null where they do not meet then.</summary>
    private static (RowValue First, RowValue Second)? Once(RowLowering lowering, RowValue first, RowValue second)
    {
        (Layout one, Layout other) = (RowAxes.WithoutCopies(first.Layout, lowering.Rows), RowAxes.WithoutCopies(second.Layout, lowering.Rows));
        return LayoutFit.AreAlike(one, other) ? (first with { Layout = one }, second with { Layout = other }) : null;
    }

    /// <summary>The second one moved to the first.</summary>
    private static (RowValue First, RowValue Second) Brought(RowLowering lowering, RowValue first, RowValue second, string name)
    {
        // What the second lacks is repeated on the first's elements alone, where a layout of its dimensions can say so; else everywhere.
        Layout valid = ValidSlots.Of(first.Layout, [.. second.Names]);
        bool isExact = valid.Dimensions.Count == second.Layout.Dimensions.Count;
        second = Move.To(lowering, second, isExact ? valid : first.Layout.Only([.. second.Names]), name);
        second = isExact && first.Layout.PromisesZeros() ? Plaintexts.Masked(lowering, second, name) : second;
        return (isExact ? first : first with { Layout = first.Layout.WithoutPromises() }, second);
    }

    private static RowValue WithPlain(RowLowering lowering, Node node, ValueId value, Tensor plain) => plain.Values is [double number]
        ? Number(lowering, lowering.Lacking<PartialSum>(value), number, node.Name)
        : WithPlain(lowering, node, lowering[value], plain);

    private static RowValue WithPlain(RowLowering lowering, Node node, RowValue value, Tensor plain) =>
        Plaintexts.Add(lowering, value, plain, Operands.DimensionsOf(value, plain.Shape, lowering.ShapeOf(node.Id)), node.Name);

    private static RowValue Negative(RowLowering lowering, RowValue value, string name) =>
        value with { Value = lowering.Builder.Add(new PackedMultiplyScalar(value.Value, -1), name) };
}
