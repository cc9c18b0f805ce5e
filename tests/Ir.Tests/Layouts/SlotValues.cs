using PowerSoftmax.Ir.Layouts;

namespace PowerSoftmax.Ir.Tests.Layouts;

/// <summary>A value in the clear as its layout says: elements of a random tensor, zeros, and anything at all where nobody may look.</summary>
internal sealed class SlotValues
{
    private readonly Layout layout;
    private readonly Func<string, int, double> factor;

    /// <param name="layout">Where elements lie.</param>
    /// <param name="seed">Another one, another tensor and other contents of unused slots.</param>
    public SlotValues(Layout layout, int seed)
    {
        this.layout = layout;

        // An element is a product of a number for each index, so that it does not depend on the order of the dimensions.
        factor = (name, index) => 1 + ((((seed * 31) + name[0]) * 17 + (index * 5)) % 8 / 8.0);
        int[] elements = SlotIndices.Of(layout);
        Random random = new(seed);
        Slots = Array.ConvertAll(elements, element => element switch
        {
            SlotIndices.HoldsZero => 0.0,
            SlotIndices.HoldsAnything => random.Next(-1_000_000, 1_000_000),
            _ => Element(IndicesOf(layout, element)),
        });
    }

    /// <summary>By address.</summary>
    public double[] Slots { get; }

    /// <summary>The element of indices by name; those the value does not have are not looked at.</summary>
    public double Element(IReadOnlyDictionary<string, int> indices) =>
        layout.Dimensions.Aggregate(1.0, (product, dimension) => product * factor(dimension.Name, indices[dimension.Name]));

    /// <summary>The indices of an element.</summary>
    public static Dictionary<string, int> IndicesOf(Layout layout, int element)
    {
        Dictionary<string, int> indices = [];
        foreach (LayoutDimension dimension in layout.Dimensions.Reverse())
        {
            indices[dimension.Name] = element % dimension.Extent;
            element /= dimension.Extent;
        }

        return indices;
    }

    /// <summary>The first address that holds something else than the layout says, as text; null where none does.</summary>
    /// <param name="said">What is said to be there.</param>
    /// <param name="slots">What is there.</param>
    /// <param name="element">What the element of these indices is.</param>
    public static string? Lie(Layout said, double[] slots, Func<IReadOnlyDictionary<string, int>, double> element)
    {
        int[] elements = SlotIndices.Of(said);
        for (int address = 0; address < slots.Length; address++)
        {
            double expected = elements[address] >= 0 ? element(IndicesOf(said, elements[address])) : 0;
            if (elements[address] != SlotIndices.HoldsAnything && Math.Abs(slots[address] - expected) > 1e-9 * (1 + Math.Abs(expected)))
            {
                return FormattableString.Invariant($"'{said}' holds {slots[address]} at {address}, not {expected}");
            }
        }

        return null;
    }

    /// <summary>Every ciphertext rotated to the left.</summary>
    public static double[] Rotated(double[] slots, int steps, int slotCount) => [.. Enumerable.Range(0, slots.Length)
        .Select(address => slots[(address / slotCount * slotCount) + (((address % slotCount) + steps) & (slotCount - 1))])];

    /// <summary>Every ciphertext summed over windows.</summary>
    public static double[] Summed(double[] slots, IEnumerable<SlotWindow> windows, int slotCount) => windows.Aggregate(slots, (sum, window) =>
        [.. Enumerable.Range(0, window.Count).Select(k => Rotated(sum, k * window.Stride, slotCount)).Aggregate(static (left, right) => [.. left.Zip(right, static (x, y) => x + y)])]);
}
