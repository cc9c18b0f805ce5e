using System.Linq;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.TensorDialect;

namespace PowerSoftmax.Passes.Lowering;

/// <summary>Lowers a sum; partial sums stay pending where both operands allow it.</summary>
internal static class AddLowering
{
    public static PackedValue Lower(LoweringContext context, Node node, Add add)
    {
        if (context.ShapeOf(add.Left).Count != context.ShapeOf(add.Right).Count)
        {
            throw context.Unsupported(node, $"its summands have shapes {context.ShapeOf(add.Left)} and {context.ShapeOf(add.Right)}; only summands of one shape are laid out, and constants that a linear layer takes in.");
        }

        PackedValue left = context.Multiplied(add.Left);
        PackedValue right = context.Multiplied(add.Right);
        if (left.Pooled != right.Pooled)
        {
            left = context.Materialized(add.Left, node.Name);
            right = context.Materialized(add.Right, node.Name);
        }

        if (!Shares(left, right) || !Shares(right, left))
        {
            left = context.Materialize(left, node.Name);
            right = context.Materialize(right, node.Name);
        }

        if ((left.Pending | right.Pending) == 0 && !left.Pooled)
        {
            (left, right) = Together(context, node, add, left, right);
        }

        int pending = left.Pending | right.Pending;
        Layout layout = left.Layout.WithBits(SlotSums.PositionsIn(pending), LayoutAxis.Unused(2));
        layout = layout.WithBits(SlotSums.PositionsOf(right.Layout, static bit => bit.IsUnused), LayoutAxis.Unused(2));
        return left with { Value = context.Builder.Add(new PackedAdd(left.Value, right.Value, layout), node.Name), Layout = layout, Pending = pending };
    }

    /// <summary>Both operands in one layout: the one that costs nothing to move, or else the left one, goes to the other.</summary>
    private static (PackedValue Left, PackedValue Right) Together(LoweringContext context, Node node, Add add, PackedValue left, PackedValue right)
    {
        if (context.ShapeOf(add.Left) != context.ShapeOf(add.Right) || left.Layout == right.Layout.Renamed(right.Features, left.Features))
        {
            return (left, right);
        }

        bool toRight = right.IsFull && (Relocation.IsFree(context, add.Left) || !left.IsFull || !Relocation.IsFree(context, add.Right));
        return toRight
            ? (Relocation.InLayout(context, add.Left, Relocation.LayoutOf(right), node.Name), right)
            : (left, Relocation.InLayout(context, add.Right, Relocation.LayoutOf(left), node.Name));
    }

    /// <summary>Whether one operand holds zeros wherever only the other has partial sums.</summary>
    private static bool Shares(PackedValue value, PackedValue other) =>
        SlotSums.PositionsIn(other.Pending & ~value.Pending).All(position => value.Layout.BitAt(position).IsZeros);
}
