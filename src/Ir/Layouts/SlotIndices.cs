using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.Layouts;

/// <summary>For every slot of a layout, which tensor element it holds.</summary>
public static class SlotIndices
{
    /// <summary>The slot holds zero (padding, or a zero bit).</summary>
    public const int HoldsZero = -1;

    /// <summary>The slot's content is not specified.</summary>
    public const int HoldsAnything = -2;

    /// <summary>
    /// Row-major element index (over the dimensions' extents) for each slot, or <see cref="HoldsZero"/> /
    /// <see cref="HoldsAnything"/>. Cost: slots x bits.
    /// </summary>
    public static int[] Of(Layout layout)
    {
        int[] indices = new int[layout.SlotCount];
        int[] index = new int[layout.Dimensions.Count];
        int[] strides = Shape.From(layout.Dimensions.Select(static dimension => dimension.Extent)).Strides();
        for (int slot = 0; slot < indices.Length; slot++)
        {
            indices[slot] = Element(layout, slot, index, strides);
        }

        return indices;
    }

    /// <summary>The slots that a client reads a tensor from, ascending: of every element the first that holds it, as <see cref="Packing.Unpack"/> does.</summary>
    public static IReadOnlyList<int> Read(Layout layout)
    {
        int[] elements = Of(layout);
        HashSet<int> seen = [];

        return [.. Enumerable.Range(0, elements.Length).Where(slot => elements[slot] >= 0 && seen.Add(elements[slot]))];
    }

    private static int Element(Layout layout, int slot, int[] index, int[] strides)
    {
        System.Array.Clear(index, 0, index.Length);
        bool zero = false;
        for (int position = 0; position < layout.Bits.Count; position++)
        {
            if (((slot >> position) & 1) == 0)
            {
                continue;
            }

            AddressBit bit = layout.BitAt(position);
            if (bit.Role == BitRole.Unspecified)
            {
                return HoldsAnything;
            }

            zero |= bit.Role == BitRole.Zero;
            foreach (string name in bit.Dimensions)
            {
                index[layout.DimensionIndex(name)] += 1 << bit.Bit;
            }
        }

        return zero ? HoldsZero : Flatten(layout, index, strides);
    }

    private static int Flatten(Layout layout, int[] index, int[] strides)
    {
        int element = 0;
        for (int d = 0; d < index.Length; d++)
        {
            int i = index[d] & (layout.Dimensions[d].Size - 1);
            if (i >= layout.Dimensions[d].Extent)
            {
                return HoldsZero;
            }

            element += i * strides[d];
        }

        return element;
    }
}
