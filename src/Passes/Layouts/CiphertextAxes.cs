using PowerSoftmax.Ir.Layouts;

namespace PowerSoftmax.Passes.Layouts;

/// <summary>Axes that grow upwards: from a layout to one of more ciphertexts.</summary>
/// <param name="below">Axes so far, highest first.</param>
/// <param name="addresses">What they reach over.</param>
internal sealed class CiphertextAxes(IEnumerable<LayoutAxis> below, long addresses)
{
    private readonly List<LayoutAxis> axes = [.. below];
    private long addresses = addresses;

    /// <summary>Puts an axis of whole bundles on top; one of a single position is none.</summary>
    public void Put(LayoutAxis axis)
    {
        if (axis.Extent > 1)
        {
            axes.Insert(0, axis with { Stride = (int)addresses, Room = checked((int)(addresses * axis.Extent)) });
            addresses *= axis.Extent;
        }
    }

    public Layout Layout(IEnumerable<LayoutDimension> dimensions, int slots) => new(dimensions, axes, slots, (int)(addresses / slots));
}
