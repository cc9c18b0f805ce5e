using PowerSoftmax.Ir.Layouts;

namespace PowerSoftmax.Passes.Layouts;

/// <summary>The axes of a layout in rows apart from those in a row, where the normal form has joined the two.</summary>
internal static class RowAxes
{
    /// <summary>From row to row, highest first; together they reach over the slots.</summary>
    public static IEnumerable<LayoutAxis> Of(Layout layout, RowShape rows) => layout.SlotAxes.Where(axis => axis.Room > rows.Features).Select(axis => axis.Stride >= rows.Features
        ? axis
        : Above(axis, rows));

    /// <summary>Inside of a row, highest first.</summary>
    public static IEnumerable<LayoutAxis> InRow(Layout layout, RowShape rows) => layout.SlotAxes.Where(axis => axis.Stride < rows.Features).Select(axis => axis.Room <= rows.Features
        ? axis
        : axis with { Extent = Math.Min(axis.Extent, rows.Features / axis.Stride), Room = rows.Features });

    /// <summary>The same slots, of which those that hold copies of others in their row are nothing that anyone may use.</summary>
    public static Layout WithoutCopies(Layout layout, RowShape rows) => new(
        layout.Dimensions,
        [.. layout.CiphertextAxes, .. Of(layout, rows), .. InRow(layout, rows).Select(static axis => axis.IsCopies && axis.Extent > 1 ? axis with { Extent = 1, Gap = SlotFill.Unused } : axis)],
        layout.SlotCount,
        layout.CiphertextCount);

    /// <summary>Slots from the first position of axes to their last one, inclusive.</summary>
    public static int Reach(IEnumerable<LayoutAxis> axes) => 1 + axes.Sum(static axis => (axis.Extent - 1) * axis.Stride);

    /// <summary>The part above of an axis that begins in a row: copies, or one position and what the gap holds.</summary>
    private static LayoutAxis Above(LayoutAxis axis, RowShape rows) => axis.HasGap
        ? axis.WithTerms([]) with { Extent = 1, Stride = rows.Features }
        : axis.WithTerms([]) with { Extent = axis.Room / rows.Features, Stride = rows.Features };
}
