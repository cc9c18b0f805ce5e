using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;

namespace PowerSoftmax.Ir.LinearMaps;

/// <summary>The address bits of one dimension in one layout, ready for fast index arithmetic.</summary>
internal sealed class DimensionBits
{
    private readonly int[] positions;
    private readonly int[] bits;
    private readonly Layout layout;

    public DimensionBits(Layout layout, string name)
    {
        this.layout = layout;
        Dimension = layout.Dimension(name);
        positions = layout.PositionsOf(name).ToArray();
        bits = positions.Select(position => layout.BitAt(position).Bit).ToArray();
    }

    public LayoutDimension Dimension { get; }

    /// <summary>The slot address bits that belong to the dimension.</summary>
    public int AddressMask => positions.Aggregate(0, static (mask, position) => mask | (1 << position));

    /// <summary>The index bits that the address expresses.</summary>
    public int IndexMask => bits.Aggregate(0, static (mask, bit) => mask | (1 << bit));

    /// <summary>Whether each index bit has an address bit of its own.</summary>
    public bool IsPlain => bits.Distinct().Count() == bits.Length && positions.All(position => layout.BitAt(position).Dimensions.Count == 1);

    /// <summary>Index of the dimension in a slot.</summary>
    public int IndexOf(int slot)
    {
        int index = 0;
        for (int i = 0; i < positions.Length; i++)
        {
            index += ((slot >> positions[i]) & 1) << bits[i];
        }

        return index & (Dimension.Size - 1);
    }

    /// <summary>The address bits that express an index.</summary>
    /// <exception cref="IrException">The dimension lies in diagonal order or does not express the index.</exception>
    public int Address(int index)
    {
        if (!IsPlain)
        {
            throw new IrException($"'{Dimension.Name}' lies in diagonal order in '{layout}'; a contraction reads it in plain order");
        }

        if ((index & ~IndexMask) != 0)
        {
            throw new IrException($"index {index} of '{Dimension.Name}' lies in no slot of '{layout}'");
        }

        int address = 0;
        for (int i = 0; i < positions.Length; i++)
        {
            address |= ((index >> bits[i]) & 1) << positions[i];
        }

        return address;
    }

    /// <summary>Whether the dimension lies at the same address bits in both layouts.</summary>
    public bool SameAs(DimensionBits other) => positions.SequenceEqual(other.positions) && bits.SequenceEqual(other.bits);
}
