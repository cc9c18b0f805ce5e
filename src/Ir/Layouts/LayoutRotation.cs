using System.Linq;
using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Ir.Layouts;

/// <summary>What a rotation leaves where.</summary>
public static class LayoutRotation
{
    /// <summary>The layout of a value whose ciphertexts are each rotated to the left along a dimension that fills its rows, padding included.</summary>
    /// <remarks>
    /// Above the axis along which it goes there are copies only, and its positions come round: extent x step is a multiple of each dimension's size.
    /// Exact in every slot.
    /// </remarks>
    /// <param name="layout">Of the operand.</param>
    /// <param name="steps">Slots; may be negative.</param>
    /// <exception cref="IrException">The rotation carries something across the rows; no layout describes it.</exception>
    public static Layout Rotated(this Layout layout, int steps)
    {
        int left = ((steps % layout.SlotCount) + layout.SlotCount) % layout.SlotCount;
        LayoutAxis[] slots = layout.SlotAxes.SkipWhile(static axis => axis.IsUniform()).ToArray();
        if (slots.Length == 0 || left == 0)
        {
            return layout;
        }

        LayoutAxis along = slots[0];
        bool comesRound = along.Terms.All(term => (long)term.Step * along.Extent % layout.Dimension(term.Dimension).Size == 0);
        if (left % along.Stride != 0 || along.HasGap || !comesRound)
        {
            throw new IrException($"a rotation by {steps} carries slots of '{layout}' across its rows, of {along.Stride} slots each; rotate by whole rows of a dimension that fills the ciphertext");
        }

        int rows = left / along.Stride % along.Extent;
        return along.Terms.Aggregate(layout, (moved, term) => moved.With(Moved(moved.Dimension(term.Dimension), (long)term.Step * rows)));
    }

    internal static LayoutDimension Moved(LayoutDimension dimension, long indices) =>
        dimension with { Offset = (int)((dimension.Offset + indices) % dimension.Size) };
}
