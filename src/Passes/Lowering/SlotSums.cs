using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.PackedDialect;

namespace PowerSoftmax.Passes.Lowering;

/// <summary>Sums and repetitions along bits of the slot address, by doubling: one rotation a bit.</summary>
internal static class SlotSums
{
    /// <summary>
    /// Sums over the address bits at these positions. A summed bit becomes replicate when every higher bit is (the carry of the
    /// rotation then reads an equal copy) and unspecified otherwise.
    /// </summary>
    public static PackedValue Sum(GraphBuilder builder, PackedValue value, IEnumerable<int> positions, string name)
    {
        int[] descending = positions.OrderByDescending(static position => position).ToArray();
        if (descending.Length == 0)
        {
            return value;
        }

        Layout layout = value.Layout;
        foreach (int position in descending)
        {
            bool cyclic = Enumerable.Range(position + 1, layout.BitCount() - position - 1)
                .All(above => layout.BitAt(above).IsCopies);
            layout = layout.WithBits([position], cyclic ? LayoutAxis.Copies(2) : LayoutAxis.Unused(2));
        }

        EquatableArray<long> steps = descending.Select(static position => 1L << position).ToEquatableArray();
        ValueId sum = builder.Add(new PackedSumSlots(value.Value, steps, layout), name);
        return new PackedValue(sum, layout);
    }

    /// <summary>Repeats the data along zero bits of its layout: rotations to the right into slots that hold zeros.</summary>
    public static PackedValue Replicate(GraphBuilder builder, PackedValue value, IReadOnlyCollection<int> zeros, string name)
    {
        if (zeros.Count == 0)
        {
            return value;
        }

        Layout layout = value.Layout.WithBits(zeros, LayoutAxis.Copies(2));
        EquatableArray<long> steps = zeros.Select(position => (long)value.Layout.SlotCount - (1L << position)).ToEquatableArray();
        return new PackedValue(builder.Add(new PackedSumSlots(value.Value, steps, layout), name), layout);
    }

    /// <summary>Positions of the bits that are set in a mask of the slot address, ascending.</summary>
    public static IEnumerable<int> PositionsIn(int mask) =>
        Enumerable.Range(0, 31).Where(position => (mask >> position & 1) != 0);

    /// <summary>Positions of the bits with this meaning, ascending.</summary>
    public static int[] PositionsOf(Layout layout, Func<LayoutAxis, bool> asked) =>
        Enumerable.Range(0, layout.BitCount()).Where(position => asked(layout.BitAt(position))).ToArray();
}
