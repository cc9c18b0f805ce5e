using System;
using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Ir.Layouts;

/// <summary>How a tensor lies in a slot vector: a map from the bits of the slot address to tensor indices.</summary>
/// <remarks>
/// Every index is the sum of what the address bits add, modulo the dimension's size. One notation thus covers row-major,
/// column-major, interleaved, replicated and diagonal-order data. Text:
/// <c>t:32 f:32 | f[4:1] r*5 f[0] t[4:0]</c>, address bits from the highest to the lowest.
/// </remarks>
public sealed record Layout
{
    public Layout(EquatableArray<LayoutDimension> dimensions, EquatableArray<AddressBit> bits)
    {
        Dimensions = dimensions;
        Bits = bits;
        Check();
    }

    /// <summary>Tensor dimensions, in the order of the tensor's axes.</summary>
    public EquatableArray<LayoutDimension> Dimensions { get; }

    /// <summary>Address bits, highest first.</summary>
    public EquatableArray<AddressBit> Bits { get; }

    /// <summary>Number of slots: 2^bits.</summary>
    public int SlotCount => 1 << Bits.Count;

    public static Layout Of(IEnumerable<LayoutDimension> dimensions, IEnumerable<AddressBit> bits) =>
        new(dimensions.ToEquatableArray(), bits.ToEquatableArray());

    /// <summary>Role and targets of the address bit of weight 2^<paramref name="position"/>.</summary>
    public AddressBit BitAt(int position) => Bits[Bits.Count - 1 - position];

    public int DimensionIndex(string name)
    {
        for (int d = 0; d < Dimensions.Count; d++)
        {
            if (Dimensions[d].Name == name)
            {
                return d;
            }
        }

        return -1;
    }

    /// <summary>The dimension of that name.</summary>
    /// <exception cref="IrException">The layout has no such dimension.</exception>
    public LayoutDimension Dimension(string name)
    {
        int index = DimensionIndex(name);
        return index >= 0 ? Dimensions[index] : throw new IrException($"layout '{this}' has no dimension '{name}'");
    }

    /// <summary>Address positions (powers of two) of the index bits of a dimension, by ascending position.</summary>
    public IReadOnlyList<int> PositionsOf(string dimension) =>
        Enumerable.Range(0, Bits.Count).Where(position => BitAt(position).Dimensions.Contains(dimension)).ToList();

    public override string ToString() => LayoutText.Write(this);

    private void Check()
    {
        if (Bits.Count is < 1 or > 30)
        {
            throw new IrException($"a layout has 1 to 30 address bits, not {Bits.Count}");
        }

        foreach (LayoutDimension dimension in Dimensions)
        {
            bool powerOfTwo = dimension.Size > 0 && (dimension.Size & (dimension.Size - 1)) == 0;
            if (!powerOfTwo || dimension.Extent < 1 || dimension.Extent > dimension.Size)
            {
                throw new IrException($"dimension '{dimension.Name}': size {dimension.Size} must be a power of two and extent {dimension.Extent} between 1 and it");
            }
        }

        foreach (AddressBit bit in Bits)
        {
            CheckBit(bit);
        }
    }

    private void CheckBit(AddressBit bit)
    {
        if ((bit.Role == BitRole.Index) != (bit.Dimensions.Count > 0))
        {
            throw new IrException("exactly the index bits of a layout name dimensions");
        }

        foreach (string name in bit.Dimensions)
        {
            int index = DimensionIndex(name);
            if (index < 0 || bit.Bit < 0 || (1L << bit.Bit) >= Math.Max(2, Dimensions[index].Size) || Dimensions[index].Size == 1)
            {
                throw new IrException($"address bit {name}[{bit.Bit}] does not belong to a dimension of that size");
            }
        }
    }
}
