using PowerSoftmax.Ir.Layouts;

namespace PowerSoftmax.Passes.Layouts;

/// <summary>Axes that grow upwards: from features to rows, and from a layout to one of more ciphertexts.</summary>
/// <param name="below">Axes so far, highest first.</param>
/// <param name="addresses">What they reach over.</param>
internal sealed class AxisStack(IEnumerable<LayoutAxis> below, long addresses)
{
    private readonly List<LayoutAxis> axes = [.. below];
    private long addresses = addresses;

    /// <summary>The axes of a layout.</summary>
    public static AxisStack On(Layout layout) => new(layout.Axes, layout.AddressCount);

    /// <summary>A layout with axes on top, the lowest first, and with more dimensions where these count some.</summary>
    public static Layout Above(Layout below, IEnumerable<LayoutAxis> axes, params ReadOnlySpan<LayoutDimension> more)
    {
        AxisStack stack = On(below);
        axes.ToList().ForEach(stack.Put);
        return stack.Layout([.. below.Dimensions, .. more], below.SlotCount);
    }

    /// <summary>Puts an axis on top, each position of all that is below; one of a single position is none.</summary>
    public void Put(LayoutAxis axis)
    {
        if (axis.Extent > 1)
        {
            axes.Insert(0, axis with { Stride = (int)addresses, Room = checked((int)(addresses * axis.Extent)) });
            addresses *= axis.Extent;
        }
    }

    /// <summary>A layout of these axes, in as many ciphertexts as they reach over.</summary>
    public Layout Layout(IEnumerable<LayoutDimension> dimensions, int slots) => new(dimensions, axes, slots, (int)(addresses / slots));
}
