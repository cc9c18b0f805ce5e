using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Passes.Layouts;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>A polynomial that is still to be applied to a partial sum: its mask may keep one head alone.</summary>
/// <param name="Sum">What the sum lacks.</param>
/// <param name="Unit">The polynomial, and how the sum is brought to its variable.</param>
/// <param name="Name">Of the nodes.</param>
internal sealed record PartialFunction(PartialSum Sum, UnitMap Unit, string Name) : IPendingFactor
{
    public RowValue Whole(RowLowering lowering, RowValue value, string name) => Sum.Function(lowering, value, Unit, Name);

    /// <summary>The function of one head, in so many slots from the first one of each row on, and zeros behind them. Made once.</summary>
    /// <param name="lowering">The lowering.</param>
    /// <param name="value">The partial sum.</param>
    /// <param name="head">Which head.</param>
    /// <param name="slots">A power of two.</param>
    public RowValue OfHead(RowLowering lowering, RowValue value, HeadLayout head, int slots)
    {
        int first = head.FirstSlot(value.Layout);
        Layout written = InRow(lowering, value.Layout, head, Math.Max(slots, Sum.Exact));
        ValueId repeated = lowering.Once((value.Value, $"{Name} from {first} on {slots}"), () => Repeated());
        return RowValue.OfLayout(repeated, written);

        ValueId Repeated()
        {
            ValueId masked = Sum.Masked(lowering, value, Unit, head, Name).Value;
            ValueId moved = first == 0 ? masked : lowering.Builder.Add(new PackedRotate(masked, first, InRow(lowering, value.Layout, head, Sum.Exact)), Name);
            return slots <= Sum.Exact ? moved : lowering.Builder.Add(new PackedSumSlots(moved, FeatureSum.Steps(slots / Sum.Exact, -Sum.Exact, lowering.Rows.Slots), written), Name);
        }
    }

    /// <summary>So many copies in the first slots of each row, and zeros.</summary>
    private static Layout InRow(RowLowering lowering, Layout sum, HeadLayout head, int copies) => new(
        sum.Dimensions.Where(dimension => !head.Indices.Any(of => of.Dimension == dimension.Name)),
        [.. RowAxes.Of(sum, lowering.Rows), LayoutAxis.Copies(copies).Within(lowering.Rows.Features, SlotFill.Zero)],
        sum.SlotCount);
}
