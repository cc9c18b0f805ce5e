using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;

namespace PowerSoftmax.Ir.LinearMaps;

/// <summary>Where the operands of each result slot of a contraction lie.</summary>
internal sealed class ContractionGeometry
{
    private readonly DimensionBits produced;
    private readonly DimensionBits? kept;
    private readonly List<DimensionBits> shared;
    private readonly List<(DimensionBits Output, int[] Addresses)> moved = new();
    private readonly int[] rowAddress;
    private readonly int keptMask;
    private readonly int forbidden;
    private readonly int copied;

    public ContractionGeometry(Contraction contraction)
    {
        Layout input = contraction.Input;
        Layout output = contraction.Output;
        CheckDimensions(contraction);
        produced = new DimensionBits(output, contraction.Produced);
        kept = output.DimensionIndex(contraction.Contracted) < 0 ? null : new DimensionBits(output, contraction.Contracted);
        keptMask = kept?.IndexMask ?? 0;
        DimensionBits contracted = new(input, contraction.Contracted);
        rowAddress = Enumerable.Range(0, contracted.Dimension.Extent).Select(contracted.Address).ToArray();
        shared = output.Dimensions.Select(static dimension => dimension.Name)
            .Where(name => name != contraction.Produced && name != contraction.Contracted)
            .Select(name => new DimensionBits(output, name)).ToList();
        forbidden = MaskOf(output, BitRole.Unspecified) | MaskOf(output, BitRole.Zero);
        copied = MaskOf(input, BitRole.Replicate);
        foreach (DimensionBits dimension in shared)
        {
            DimensionBits source = new(input, dimension.Dimension.Name);
            if (source.SameAs(dimension))
            {
                copied |= source.AddressMask;
            }
            else
            {
                moved.Add((dimension, Enumerable.Range(0, dimension.Dimension.Size).Select(source.Address).ToArray()));
            }
        }
    }

    /// <summary>
    /// Address bits whose value changes no rotation: the operand has them where the result has them. Bits that choose rows do, and with a
    /// dimension in diagonal order that is not full, clearing a bit could leave the dimension; then there are none.
    /// </summary>
    public int RepeatedBits => shared.Append(produced).All(static dimension => dimension.IsPlain || dimension.Dimension.Extent == dimension.Dimension.Size)
        ? copied & ~(kept?.AddressMask ?? 0)
        : 0;

    /// <summary>Column of W for a result slot; false where the slot is padding or unspecified.</summary>
    public bool TryLocate(int slot, out int column)
    {
        column = produced.IndexOf(slot);
        return (slot & forbidden) == 0
            && column < produced.Dimension.Extent
            && shared.All(dimension => dimension.IndexOf(slot) < dimension.Dimension.Extent);
    }

    /// <summary>Rows of W summed in a result slot.</summary>
    public IEnumerable<int> RowsOf(int slot)
    {
        int keptIndex = kept?.IndexOf(slot) ?? 0;
        for (int row = 0; row < rowAddress.Length; row++)
        {
            if ((row & keptMask) == keptIndex)
            {
                yield return row;
            }
        }
    }

    /// <summary>The operand slot with the result slot's shared indices, the given row, and the result's bits where the operand is free.</summary>
    public int SourceOf(int slot, int row)
    {
        int source = (slot & copied) | rowAddress[row];
        foreach ((DimensionBits output, int[] addresses) in moved)
        {
            source |= addresses[output.IndexOf(slot)];
        }

        return source;
    }

    private static int MaskOf(Layout layout, BitRole role) => Enumerable.Range(0, layout.Bits.Count)
        .Where(position => layout.BitAt(position).Role == role)
        .Aggregate(0, static (mask, position) => mask | (1 << position));

    private static void CheckDimensions(Contraction contraction)
    {
        if (contraction.Input.SlotCount != contraction.Output.SlotCount)
        {
            throw new IrException("a contraction keeps the number of slots");
        }

        foreach (LayoutDimension dimension in contraction.Input.Dimensions)
        {
            if (dimension.Name != contraction.Contracted && contraction.Output.DimensionIndex(dimension.Name) < 0)
            {
                throw new IrException($"the contraction's result lacks the dimension '{dimension.Name}' of its operand");
            }
        }
    }
}
