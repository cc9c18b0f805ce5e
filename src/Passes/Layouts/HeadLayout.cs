using PowerSoftmax.Ir.Layouts;

namespace PowerSoftmax.Passes.Layouts;

/// <summary>What a layout says of one head alone.</summary>
/// <param name="Indices">The head's index in each dimension of heads.</param>
internal sealed record HeadLayout(IReadOnlyList<(string Dimension, int Index)> Indices)
{
    /// <summary>All heads of these dimensions, the last one fastest.</summary>
    public static IReadOnlyList<HeadLayout> All(Layout layout, IReadOnlyList<string> dimensions) => dimensions.Aggregate(
        (IReadOnlyList<HeadLayout>)[new HeadLayout([])],
        (heads, dimension) => [.. heads.SelectMany(head => Enumerable.Range(0, layout.Dimension(dimension).Extent).Select(index => new HeadLayout([.. head.Indices, (dimension, index)])))]);

    /// <summary>The same slots, with the dimensions of heads cut down to this head, and zeros in place of the others.</summary>
    public Layout Of(Layout layout) => Indices.Aggregate(layout, (cut, of) =>
    {
        LayoutDimension dimension = cut.Dimension(of.Dimension);
        return cut.With(dimension with { Extent = 1, Offset = (dimension.Offset + dimension.Size - of.Index) % dimension.Size, Padding = SlotFill.Zero });
    });

    /// <summary>Where in a row the head begins.</summary>
    public int FirstSlot(Layout layout) => Indices.Sum(of => of.Index * layout.Axes.First(axis => axis.AddsTo(of.Dimension)).Stride);
}
