using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.Layouts;

/// <summary>For every address of a layout, which tensor element it holds.</summary>
public static class SlotIndices
{
    /// <summary>The slot holds zero.</summary>
    public const int HoldsZero = -1;

    /// <summary>The slot's content is not specified.</summary>
    public const int HoldsAnything = -2;

    /// <summary>
    /// Row-major element index (over the dimensions' extents) for each address, the slots of one ciphertext after those of the other, or
    /// <see cref="HoldsZero"/> / <see cref="HoldsAnything"/>. Cost: addresses x axes.
    /// </summary>
    public static int[] Of(Layout layout) => Of(layout, 0, layout.AddressCount);

    /// <summary>The same, for the slots of one ciphertext alone. Cost: slots x axes.</summary>
    public static int[] OfCiphertext(Layout layout, int ciphertext) => Of(layout, ciphertext * layout.SlotCount, layout.SlotCount);

    /// <summary>The addresses that a client reads a tensor from, ascending: of every element the first that holds it, as <see cref="Packing.Unpack"/> does.</summary>
    public static IReadOnlyList<int> Read(Layout layout)
    {
        int[] elements = Of(layout);
        HashSet<int> seen = [];

        return [.. Enumerable.Range(0, elements.Length).Where(address => elements[address] >= 0 && seen.Add(elements[address]))];
    }

    private static int[] Of(Layout layout, int first, int count)
    {
        int[] indices = new int[count];
        AddressReader reader = new(layout);
        LayoutDimension[] dimensions = layout.Dimensions.ToArray();
        int[] strides = Shape.From(dimensions.Select(static dimension => dimension.Extent)).Strides();
        for (int i = 0; i < count; i++)
        {
            SlotFill? gap = reader.Read(first + i);
            indices[i] = Element(gap, reader.Index, dimensions, strides);
        }

        return indices;
    }

    /// <summary>Padding counts where no gap does.</summary>
    private static int Element(SlotFill? gap, IReadOnlyList<int> index, LayoutDimension[] dimensions, int[] strides)
    {
        int element = 0;
        SlotFill? fill = gap;
        for (int d = 0; gap is null && d < dimensions.Length; d++)
        {
            bool isPadding = index[d] >= dimensions[d].Extent;
            fill = isPadding && fill != SlotFill.Unused ? dimensions[d].Padding : fill;
            element += isPadding ? 0 : index[d] * strides[d];
        }

        return fill switch { null => element, SlotFill.Unused => HoldsAnything, _ => HoldsZero };
    }
}
