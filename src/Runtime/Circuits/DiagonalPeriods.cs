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
        KeptDiagonals kept = KeptDiagonals.Of(slotCount, Array.ConvertAll(periods, static period => period.Length));

        return Array.ConvertAll(
            periods, period => RepeatedSlots.Of<T>(period, SlotPeriod.IsKeptOnce(slotCount, period.Length) ? kept.Period : slotCount));
    }
}
