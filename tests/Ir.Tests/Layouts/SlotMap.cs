using PowerSoftmax.Ir.Layouts;

namespace PowerSoftmax.Ir.Tests.Layouts;

/// <summary>What every address of a layout holds, by going through all positions of all axes: the oracle of whatever is said of layouts.</summary>
internal sealed class SlotMap
{
    private readonly IReadOnlyList<LayoutDimension> dimensions;
    private readonly IReadOnlyList<LayoutAxis> axes;
    private readonly int[] elements;

    private SlotMap(IReadOnlyList<LayoutDimension> dimensions, IReadOnlyList<LayoutAxis> axes, int addresses)
    {
        this.dimensions = dimensions;
        this.axes = axes;
        elements = new int[addresses];
    }

    public static SlotMap Of(Layout layout) => Of(layout.Dimensions, layout.Axes, layout.AddressCount);

    /// <param name="dimensions">The dimensions.</param>
    /// <param name="axes">Highest first.</param>
    /// <param name="addresses">Number of addresses.</param>
    public static SlotMap Of(IReadOnlyList<LayoutDimension> dimensions, IReadOnlyList<LayoutAxis> axes, int addresses)
    {
        SlotMap map = new(dimensions, axes, addresses);
        map.Fill(0, 0, addresses, dimensions.ToDictionary(static dimension => dimension.Name, static dimension => dimension.Offset), null);
        return map;
    }

    /// <summary>As <see cref="SlotIndices"/>.</summary>
    public int Element(int address) => elements[address];

    private void Fill(int axis, int first, int count, Dictionary<string, int> index, SlotFill? empty)
    {
        if (axis == axes.Count)
        {
            elements[first] = Content(index, empty);
            return;
        }

        LayoutAxis own = axes[axis];
        for (int position = 0; position * own.Stride < count; position++)
        {
            Dictionary<string, int> moved = new(index);
            foreach (AxisTerm term in own.Extent == 1 ? [] : own.Terms)
            {
                moved[term.Dimension] += position * term.Step;
            }

            int start = position * own.Stride;
            Fill(axis + 1, first + start, Math.Min(own.Stride, count - start), moved, position < own.Extent ? empty : Worse(empty, own.Gap));
        }
    }

    private int Content(Dictionary<string, int> index, SlotFill? empty)
    {
        int element = 0;
        bool isGap = empty is not null;
        foreach (LayoutDimension dimension in dimensions)
        {
            int i = index[dimension.Name] % dimension.Size;
            empty = isGap || i < dimension.Extent ? empty : Worse(empty, dimension.Padding);
            element = (element * dimension.Extent) + i;
        }

        return empty switch
        {
            SlotFill.Zero => SlotIndices.HoldsZero,
            SlotFill.Unused => SlotIndices.HoldsAnything,
            _ => element,
        };
    }

    private static SlotFill Worse(SlotFill? known, SlotFill fill) => known == SlotFill.Unused ? SlotFill.Unused : fill;
}
