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
        PackedValue left = context[add.Left];
        PackedValue right = context[add.Right];
        if (left.Pooled != right.Pooled)
        {
            throw context.Unsupported(node, "a mean over tokens is added to something that is none; apply a linear layer to the mean first.");
        }

        if (!Shares(left, right) || !Shares(right, left))
        {
            left = context.Materialize(left, node.Name);
            right = context.Materialize(right, node.Name);
        }

        int pending = left.Pending | right.Pending;
        Layout layout = left.Layout.WithBits(SlotSums.PositionsIn(pending), AddressBit.Unspecified);
        layout = layout.WithBits(SlotSums.PositionsOf(right.Layout, BitRole.Unspecified), AddressBit.Unspecified);
        return left with { Value = context.Builder.Add(new PackedAdd(left.Value, right.Value, layout), node.Name), Layout = layout, Pending = pending };
    }

    /// <summary>Whether one operand holds zeros wherever only the other has partial sums.</summary>
    private static bool Shares(PackedValue value, PackedValue other) =>
        SlotSums.PositionsIn(other.Pending & ~value.Pending).All(position => value.Layout.BitAt(position).Role == BitRole.Zero);
}
