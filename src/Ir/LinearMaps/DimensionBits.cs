using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;

namespace PowerSoftmax.Ir.LinearMaps;

/// <summary>The address bits of one dimension in one layout, ready for fast index arithmetic.</summary>
internal sealed class DimensionBits
{
    private readonly int[] positions;
    private readonly int[] steps;
    private readonly Layout layout;

    /// <exception cref="IrException">The layout is not one of address bits, or the dimension's size no power of two.</exception>
    public DimensionBits(Layout layout, string name)
    {
        this.layout = layout;
        Dimension = layout.Dimension(name);
        positions = layout.PositionsOf(name).ToArray();
        steps = positions.Select(position => layout.BitAt(position).StepOf(name)).ToArray();
        if (Dimension.Offset != 0 || steps.Append(Dimension.Size).Any(static step => (step & (step - 1)) != 0))
        {
            throw new IrException($"'{name}' in '{layout}' does not lie in steps of powers of two from 0 on; a contraction has no rule for it");
        }
    }

    public LayoutDimension Dimension { get; }

    /// <summary>The slot address bits that belong to the dimension.</summary>
    public int AddressMask => positions.Aggregate(0, static (mask, position) => mask | (1 << position));

    /// <summary>The index bits that the address expresses.</summary>
    public int IndexMask => steps.Aggregate(0, static (mask, step) => mask | step);

    /// <summary>Whether each index bit has an address bit of its own.</summary>
    public bool IsPlain => steps.Distinct().Count() == steps.Length && positions.All(position => layout.BitAt(position).Terms.Count == 1);

    /// <summary>Index of the dimension in a slot.</summary>
    public int IndexOf(int slot)
    {
        int index = 0;
        for (int i = 0; i < positions.Length; i++)
        {
            index += ((slot >> positions[i]) & 1) * steps[i];
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
            address |= (index & steps[i]) == 0 ? 0 : 1 << positions[i];
        }

        return address;
    }

    /// <summary>Whether the dimension lies at the same address bits in both layouts.</summary>
    public bool SameAs(DimensionBits other) => positions.SequenceEqual(other.positions) && steps.SequenceEqual(other.steps);
}
