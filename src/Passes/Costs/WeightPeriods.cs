using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.Weights;

namespace PowerSoftmax.Passes.Costs;

/// <summary>After how many slots a diagonal repeats, by which weights lie in which slots: their values may repeat more often, but do so by chance.</summary>
/// <param name="slotCount">Slots that entries are given for.</param>
/// <param name="hasWeight">Whether entries are those of a matrix; otherwise all are one.</param>
internal sealed class WeightPeriods(int slotCount, bool hasWeight)
{
    private const long Nothing = -1;

    public int Of(IReadOnlyList<DiagonalEntry> entries)
    {
        long[] slots = new long[slotCount];
        Array.Fill(slots, Nothing);
        foreach (DiagonalEntry entry in entries)
        {
            slots[entry.Slot] = hasWeight ? ((long)entry.Row << 32) | (uint)entry.Column : 0;
        }

        return Math.Max(SlotPeriod.Least, SlotPeriod.Of(slots));
    }
}
