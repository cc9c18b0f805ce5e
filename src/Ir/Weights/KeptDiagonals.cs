using System.Collections.Generic;
using System.Linq;

namespace PowerSoftmax.Ir.Weights;

/// <summary>How the diagonals of one matrix are kept encoded: those that repeat often enough by one period, the longest of theirs, the others whole.</summary>
/// <remarks>One period for all of them, so that their products are summed at once.</remarks>
/// <param name="SlotCount">Slots of a ciphertext.</param>
/// <param name="Period">Period of those kept once; <paramref name="SlotCount"/> where there are none.</param>
/// <param name="Periodic">Diagonals kept once.</param>
/// <param name="Whole">Diagonals kept whole.</param>
public readonly record struct KeptDiagonals(int SlotCount, int Period, int Periodic, int Whole)
{
    /// <summary>All of them.</summary>
    public int Count => Periodic + Whole;

    /// <summary>Slots that are kept in the clear; encoded, twice as many residues a prime.</summary>
    public long Slots => ((long)Periodic * Period) + ((long)Whole * SlotCount);

    /// <param name="slotCount">Slots of a ciphertext.</param>
    /// <param name="periods">The shortest period of each diagonal.</param>
    public static KeptDiagonals Of(int slotCount, IReadOnlyCollection<int> periods)
    {
        int[] once = periods.Where(period => SlotPeriod.IsKeptOnce(slotCount, period)).ToArray();

        return new KeptDiagonals(slotCount, once.DefaultIfEmpty(slotCount).Max(), once.Length, periods.Count - once.Length);
    }
}
