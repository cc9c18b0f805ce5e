using System.Collections.Generic;
using System.Linq;

namespace PowerSoftmax.Ir.Layouts;

/// <summary>Layouts made from layouts.</summary>
public static class LayoutExtensions
{
    /// <summary>
    /// The layout in which a tensor over only these dimensions is repeated along all the others: how a bias or a mask must lie
    /// to be combined with a value of this layout. Zero and unspecified bits stay.
    /// </summary>
    public static Layout Only(this Layout layout, params string[] dimensions) => Layout.Of(
        dimensions.Select(layout.Dimension),
        layout.Bits.Select(bit => Keep(bit, dimensions)));

    /// <summary>The same layout with another role for the bits at these positions (powers of two of the slot address).</summary>
    public static Layout WithBits(this Layout layout, IEnumerable<int> positions, AddressBit bit)
    {
        AddressBit[] bits = layout.Bits.ToArray();
        foreach (int position in positions)
        {
            bits[bits.Length - 1 - position] = bit;
        }

        return Trim(layout.Dimensions, bits);
    }

    /// <summary>The same layout with another meaning for one address bit; dimensions that lose their last bit stay.</summary>
    public static Layout WithBit(this Layout layout, int position, AddressBit bit)
    {
        AddressBit[] bits = layout.Bits.ToArray();
        bits[bits.Length - 1 - position] = bit;
        return Layout.Of(layout.Dimensions, bits);
    }

    /// <summary>The same layout with another name for a dimension.</summary>
    public static Layout Renamed(this Layout layout, string from, string to) => from == to ? layout : Layout.Of(
        layout.Dimensions.Select(dimension => dimension.Name == from ? dimension with { Name = to } : dimension),
        layout.Bits.Select(bit => bit.Role == BitRole.Index ? AddressBit.Of(bit.Bit, bit.Dimensions.Select(name => name == from ? to : name).ToArray()) : bit));

    private static AddressBit Keep(AddressBit bit, string[] dimensions)
    {
        if (bit.Role != BitRole.Index)
        {
            return bit;
        }

        string[] kept = bit.Dimensions.Where(dimensions.Contains).ToArray();
        return kept.Length == 0 ? AddressBit.Replicate : AddressBit.Of(bit.Bit, kept);
    }

    private static Layout Trim(IEnumerable<LayoutDimension> dimensions, AddressBit[] bits) => Layout.Of(
        dimensions.Where(dimension => dimension.Size == 1 || bits.Any(bit => bit.Dimensions.Contains(dimension.Name))),
        bits);
}
