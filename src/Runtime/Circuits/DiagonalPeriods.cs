using PowerSoftmax.Ir.Weights;
using PowerSoftmax.Runtime.Ckks;

namespace PowerSoftmax.Runtime.Circuits;

/// <summary>Cuts the diagonals of one matrix to what has to be encoded of them.</summary>
internal static class DiagonalPeriods
{
    /// <summary>One period of a diagonal.</summary>
    public static T[] FirstOf<T>(T[] diagonal)
        where T : IEquatable<T> => diagonal[..SlotPeriod.Of(diagonal)];

    /// <summary>All diagonals as <see cref="KeptDiagonals"/> says: one period of those that repeat often enough, all slots of the others.</summary>
    /// <param name="slotCount">Slots of a ciphertext.</param>
    /// <param name="diagonals">Each of a power of two of slots, at most <paramref name="slotCount"/>, after which it repeats.</param>
    public static T[][] Cut<T>(int slotCount, T[][] diagonals)
        where T : IEquatable<T>
    {
        T[][] periods = Array.ConvertAll(diagonals, FirstOf);
        int[] counts = Counts(slotCount, Array.ConvertAll(periods, static period => period.Length));

        return [.. periods.Zip(counts, static (period, count) => RepeatedSlots.Of<T>(period, count))];
    }

    /// <summary>How many slots of each diagonal are encoded.</summary>
    /// <param name="slotCount">Slots of a ciphertext.</param>
    /// <param name="periods">Slots after which each repeats.</param>
    public static int[] Counts(int slotCount, int[] periods)
    {
        KeptDiagonals kept = KeptDiagonals.Of(slotCount, periods);

        return Array.ConvertAll(periods, period => SlotPeriod.IsKeptOnce(slotCount, period) ? kept.Period : slotCount);
    }
}
