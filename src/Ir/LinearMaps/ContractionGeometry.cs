using System;
using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;

namespace PowerSoftmax.Ir.LinearMaps;

/// <summary>Where the operands of each result slot of a contraction lie.</summary>
internal sealed class ContractionGeometry
{
    private readonly DimensionBits produced;
    private readonly List<DimensionBits> shared;
    private readonly List<(DimensionBits Output, int[] Addresses)> moved = new();
    private readonly int[] rowAddress;
    private readonly CopyChoice copies;
    private readonly int keptAddress;
    private readonly int turn;
    private readonly int forbidden;
    private readonly int same;

    public ContractionGeometry(Contraction contraction)
    {
        Layout input = contraction.Input;
        Layout output = contraction.Output;
        CheckDimensions(contraction);
        CheckSingle(input);
        CheckSingle(output);
        produced = new DimensionBits(output, contraction.Produced);
        DimensionBits? kept = output.DimensionIndex(contraction.Contracted) < 0 ? null : new DimensionBits(output, contraction.Contracted);
        keptAddress = kept?.AddressMask ?? 0;
        DimensionBits contracted = new(input, contraction.Contracted);
        rowAddress = Enumerable.Range(0, contracted.Dimension.Extent).Select(contracted.Address).ToArray();
        shared = output.Dimensions.Select(static dimension => dimension.Name)
            .Where(name => name != contraction.Produced && name != contraction.Contracted)
            .Select(name => new DimensionBits(output, name)).ToList();
        forbidden = MaskOf(output, static bit => bit.HasGap);
        turn = contraction.Turn;
        CheckKept(contraction, keptAddress);
        copies = new CopyChoice(input.BitCount(), MaskOf(input, static bit => bit.IsCopies));
        foreach (DimensionBits dimension in shared)
        {
            DimensionBits source = new(input, dimension.Dimension.Name);
            if (source.SameAs(dimension))
            {
                same |= source.AddressMask;
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
        ? (same | copies.Indifferent(same)) & ~keptAddress & ~MovedAddress
        : 0;

    /// <summary>Rows of W that a contraction may sum in a slot.</summary>
    public int Rows => rowAddress.Length;

    private int MovedAddress => moved.Aggregate(0, static (mask, dimension) => mask | dimension.Output.AddressMask);

    /// <summary>Column of W for a result slot; false where the slot is padding or unspecified.</summary>
    public bool TryLocate(int slot, out int column)
    {
        column = produced.IndexOf(slot);
        return (slot & forbidden) == 0
            && column < produced.Dimension.Extent
            && shared.All(dimension => dimension.IndexOf(slot) < dimension.Dimension.Extent);
    }

    /// <summary>
    /// The rotation that brings the operand's element with the slot's shared indices and the given row to the slot; false where the
    /// row belongs to another part of the sum.
    /// </summary>
    /// <remarks>
    /// A slot takes the rows whose rotation has the turn's value at the kept bits, which is zero as a rule: with all other bits given, each
    /// row goes to exactly one value of the kept bits, and these bits ask for no rotation.
    /// </remarks>
    public bool TryRotate(int slot, int row, out int rotation)
    {
        int source = (slot & same) | rowAddress[row];
        foreach ((DimensionBits output, int[] addresses) in moved)
        {
            source |= addresses[output.IndexOf(slot)];
        }

        rotation = copies.Rotation(slot, source);
        return (rotation & keptAddress) == turn;
    }

    private static int MaskOf(Layout layout, Func<LayoutAxis, bool> asked) => Enumerable.Range(0, layout.BitCount())
        .Where(position => asked(layout.BitAt(position)))
        .Aggregate(0, static (mask, position) => mask | (1 << position));

    private static void CheckKept(Contraction contraction, int keptAddress)
    {
        if ((contraction.Turn & ~keptAddress) != 0)
        {
            throw new IrException($"a contraction turns by {contraction.Turn}, which are not bits of '{contraction.Contracted}' kept in the result");
        }

        for (int position = 0; position < contraction.Output.BitCount(); position++)
        {
            bool isKept = ((keptAddress >> position) & 1) != 0;
            int step = contraction.Output.BitAt(position).StepOf(contraction.Contracted);
            if (isKept && contraction.Input.BitAt(position).StepOf(contraction.Contracted) != step)
            {
                throw new IrException(
                    $"partial sums over '{contraction.Contracted}' lie at address bit {position} of the result, which means something else in the operand");
            }
        }
    }

    private static void CheckSingle(Layout layout)
    {
        if (layout.CiphertextCount > 1)
        {
            throw new IrException($"layout '{layout}' has {layout.CiphertextCount} ciphertexts; a matrix product reads and writes one, so take parts of the bundle");
        }
    }

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
