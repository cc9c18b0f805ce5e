using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Ir.Layouts;

/// <summary>Layouts of one ciphertext whose axes are powers of two, seen as address bits: axes of two positions, or of one with a gap beside it.</summary>
/// <remarks>For maps that only know such layouts. Positions of bits count from the lowest.</remarks>
public static class AddressBits
{
    /// <summary>Number of bits of a slot's address.</summary>
    public static int BitCount(this Layout layout) => Log2(layout.SlotCount);

    /// <summary>The meaning of the bit of weight 2^<paramref name="position"/>, as an axis with stride 1.</summary>
    /// <exception cref="IrException">An axis is no power of two, or there are several ciphertexts.</exception>
    public static LayoutAxis BitAt(this Layout layout, int position)
    {
        LayoutAxis axis = layout.Axes.First(axis => axis.Stride <= 1 << position);
        if (layout.CiphertextCount > 1 || !IsPowerOfTwo(axis.Stride) || !IsPowerOfTwo(axis.Extent) || !IsPowerOfTwo(axis.Room))
        {
            throw new IrException($"layout '{layout}' is not one of address bits: it has several ciphertexts, or an axis that is no power of two");
        }

        int weight = (1 << position) / axis.Stride;
        return weight >= axis.Extent
            ? LayoutAxis.Copies(1).Within(2, axis.Gap)
            : LayoutAxis.Of(2, axis.Terms.Select(term => term with { Step = term.Step * weight }).ToArray());
    }

    /// <summary>Positions of the bits that add to a dimension, ascending.</summary>
    public static IReadOnlyList<int> PositionsOf(this Layout layout, string dimension) =>
        Enumerable.Range(0, layout.BitCount()).Where(position => layout.BitAt(position).AddsTo(dimension)).ToList();

    /// <summary>The same layout with another meaning for the bits at these positions; a dimension that loses its last bit goes.</summary>
    public static Layout WithBits(this Layout layout, IEnumerable<int> positions, LayoutAxis bit)
    {
        LayoutAxis[] bits = Replaced(layout, positions, bit);
        return Layout.Stack(layout.Dimensions.Where(dimension => dimension.Size == 1 || bits.Any(axis => axis.AddsTo(dimension.Name))), bits);
    }

    /// <summary>The same layout with another meaning for one bit; dimensions that lose their last bit stay.</summary>
    public static Layout WithBit(this Layout layout, int position, LayoutAxis bit) =>
        Layout.Stack(layout.Dimensions, Replaced(layout, [position], bit));

    /// <summary>All bits, highest first.</summary>
    public static LayoutAxis[] Bits(this Layout layout) =>
        Enumerable.Range(0, layout.BitCount()).Select(position => layout.BitAt(layout.BitCount() - 1 - position)).ToArray();

    private static LayoutAxis[] Replaced(Layout layout, IEnumerable<int> positions, LayoutAxis bit)
    {
        LayoutAxis[] bits = layout.Bits();
        foreach (int position in positions)
        {
            bits[bits.Length - 1 - position] = bit;
        }

        return bits;
    }

    private static bool IsPowerOfTwo(int value) => (value & (value - 1)) == 0;

    private static int Log2(int powerOfTwo)
    {
        int log = 0;
        while (1 << log < powerOfTwo)
        {
            log++;
        }

        return log;
    }
}
