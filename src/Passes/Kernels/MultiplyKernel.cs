using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Passes.Layouts;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>Elementwise products: of two encrypted values, the smaller one brought beside the larger, or of one and a plaintext. A level.</summary>
internal static class MultiplyKernel
{
    public static RowValue Lower(RowLowering lowering, Node node, Multiply multiply)
    {
        if (lowering.ConstantOf(multiply.Left) is Tensor left)
        {
            return WithPlain(lowering, node, lowering[multiply.Right], left);
        }

        if (lowering.ConstantOf(multiply.Right) is Tensor right)
        {
            return WithPlain(lowering, node, lowering[multiply.Left], right);
        }

        if ((Waiting(lowering, node, multiply.Left, multiply.Right) ?? Waiting(lowering, node, multiply.Right, multiply.Left)) is RowValue waiting)
        {
            return waiting;
        }

        (RowValue first, RowValue second) = Operands.Of(lowering, node, multiply.Left, multiply.Right);
        return first.Names.Count() >= second.Names.Count()
            ? Product(lowering, first, Operands.Aligned(first, second), node.Name)
            : Product(lowering, second, Operands.Aligned(second, first), node.Name);
    }

    /// <summary>The product of a value with one over some of its dimensions, under the same names.</summary>
    public static RowValue Product(RowLowering lowering, RowValue whole, RowValue part, string name)
    {
        RowValue product = Slotwise(lowering, whole, Move.Beside(lowering, part, whole.Layout, name), name);
        return product.WithAxes(whole.Axes);
    }

    /// <summary>The product of pairs with a value over dimensions of rows alone: one for both ciphertexts of a pair.</summary>
    public static RowValue OfPairs(RowLowering lowering, RowValue pairs, RowValue factor, string name)
    {
        RowValue beside = Move.Beside(lowering, factor, Bundles.OneOf(pairs.Layout), name);
        Layout layout = LayoutProduct.Of(pairs.Layout, AxisStack.Above(beside.Layout, [LayoutAxis.Copies(pairs.Layout.CiphertextCount)])).Ordered(pairs.Names);
        return pairs with { Value = lowering.Builder.Add(new PackedMultiplyPairs(EquatableArray<ValueId>.Of(beside.Value, pairs.Value), layout), name), Layout = layout };
    }

    /// <summary>The product slot by slot of two values that meet as they lie.</summary>
    public static RowValue Slotwise(RowLowering lowering, RowValue left, RowValue right, string name)
    {
        Layout layout = LayoutProduct.Of(left.Layout, right.Layout);
        return RowValue.OfLayout(lowering.Builder.Add(new PackedMultiply(left.Value, right.Value, layout), name), layout);
    }

    /// <summary>A value that lacks a factor still to be computed for its rows; null where this is none of both.</summary>
    private static RowValue? Waiting(RowLowering lowering, Node node, ValueId value, ValueId factor)
    {
        if (lowering.Source[factor].Op is Input || lowering.Lacking<PartialFunction>(factor) is not { Pending: PartialFunction } late || lowering.ShapeOf(value) != lowering.ShapeOf(node.Id) || value == factor)
        {
            return null;
        }

        RowValue whole = lowering.Lacking<ValueInPairs>(value);
        return whole with { Pending = new WaitingFactor(Operands.Aligned(whole, late), node.Name) { Below = whole.Pending } };
    }

    private static RowValue WithPlain(RowLowering lowering, Node node, RowValue value, Tensor plain) =>
        Plaintexts.Multiply(lowering, value, plain, Operands.DimensionsOf(value, plain.Shape, lowering.ShapeOf(node.Id)), node.Name);
}
