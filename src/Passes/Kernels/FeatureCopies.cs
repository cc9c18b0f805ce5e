using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Passes.Layouts;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>Copies of a value's features beside each other: a sum over them is then the same from every slot on but those of the last copy, and a layer finds each feature to its right.</summary>
/// <remarks>What holds no feature must be zero in every row: a copy takes the end of the row before with it. A rotation for each doubling, made once for all users.</remarks>
internal static class FeatureCopies
{
    /// <summary>How many fit; null where not even two do, or slots beside the features may hold something.</summary>
    public static RowTurns? Most(RowShape rows, Layout layout) =>
        layout.Axes[^1].Terms.Count == 1 && layout.Axes.Count(axis => axis.AddsTo(layout.Axes[^1].Terms[0].Dimension)) == 1 && layout.CiphertextCount == 1 && layout.PromisesZeros()
            ? RowTurns.InRoom(rows, layout)
            : null;

    /// <summary>As many as a value needs so that a sum over its features reaches over so many slots of a row, and a layer's result finds all of them; null where a row has no room for so many.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="layout">Of the value.</param>
    /// <param name="reach">Slots of a row.</param>
    public static RowTurns? Reaching(RowShape rows, Layout layout, int reach) =>
        Most(rows, layout) is RowTurns most && PowersOfTwo.AtLeast(((reach - 1) / most.Stride) + 2) is int count && count <= most.Count ? most with { Count = count } : null;

    /// <summary>The copies that a value already has; null where its lowest axis is not all of a copy.</summary>
    public static RowTurns? Of(Layout layout) => layout.Axes is [.., { IsCopies: true } copies, { Stride: 1, Gap: SlotFill.Zero } lowest] && copies.Stride == lowest.Room && lowest.Room == PowersOfTwo.AtLeast(lowest.Extent) && (!copies.HasGap || copies.Gap == SlotFill.Zero)
        ? new RowTurns(copies.Extent, copies.Stride)
        : null;

    /// <summary>The value with copies.</summary>
    public static RowValue Write(RowLowering lowering, RowValue value, RowTurns copies, string name) => value with
    {
        Value = lowering.Once((value.Value, Key(copies)), () => copies.Repeated(lowering, value, name).Value),
        Layout = copies.With(value.Layout, LayoutAxis.Copies(copies.Count)),
    };

    /// <summary>Whether somebody has made them before.</summary>
    public static bool AreMade(RowLowering lowering, RowValue value, RowTurns copies) => lowering.IsMade((value.Value, Key(copies)));

    private static string Key(RowTurns copies) => $"{copies.Count} copies";
}
