using PowerSoftmax.Ir.Layouts;

namespace PowerSoftmax.Passes.Answers;

/// <summary>What sums do to the bits of a slot address.</summary>
internal static class SummedBits
{
    /// <summary>The layout after a sum over these positions.</summary>
    /// <remarks>
    /// A slot sums what follows it cyclically. Right above a run of summed bits copies carry on where the run ends, so that all its slots
    /// hold the whole sum, but for those of the last copy; without copies only the first slot does.
    /// </remarks>
    public static Layout Summed(Layout layout, IEnumerable<int> positions)
    {
        int[] descending = [.. positions.OrderDescending()];
        for (int first = 0; first < descending.Length;)
        {
            int count = 1;
            while (first + count < descending.Length && descending[first + count] == descending[first] - count)
            {
                count++;
            }

            layout = SummedRun(layout, descending[first], descending[first..(first + count)]);
            first += count;
        }

        return layout;
    }

    private static Layout SummedRun(Layout layout, int highest, int[] run)
    {
        int copy = highest;
        while (copy + 1 < layout.BitCount() && layout.BitAt(copy + 1).IsCopies)
        {
            copy++;
        }

        if (copy + 1 == layout.BitCount())
        {
            return layout.WithBits(run, LayoutAxis.Copies(2));
        }

        return copy == highest
            ? layout.WithBits(run, LayoutAxis.Unused(2))
            : layout.WithBits(run, LayoutAxis.Copies(2)).WithBits([copy], LayoutAxis.Unused(2));
    }
}
