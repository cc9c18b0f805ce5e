using PowerSoftmax.Runtime.Ckks;

namespace PowerSoftmax.Runtime.Circuits;

/// <summary>How many giant steps are summed in one pass over the baby rotations.</summary>
/// <param name="Terms">Most plaintexts in flight.</param>
/// <param name="Sums">Most sums.</param>
internal readonly record struct GiantBounds(int Terms, int Sums)
{
    /// <summary>As many bytes of plaintexts in flight as this many with all slots have: few enough to keep memory low.</summary>
    private const int WholePlaintextsAtOnce = 64;

    /// <summary>Enough for the rotations, which may be many more than caches hold, to be read from memory a few times only.</summary>
    private const int SumsAtOnce = 16;

    /// <summary>Most products of one sum in one pass.</summary>
    public int TermsOfASum => Math.Min(Terms, PlainSums.MostProducts);

    /// <param name="plan">What is computed.</param>
    /// <param name="diagonals">Its plaintexts; periodic ones are small, so that more are in flight.</param>
    /// <param name="slotCount">Slots of a ciphertext of the ring; the plan may be for fewer, which then repeat.</param>
    public static GiantBounds For(LinearTransformPlan plan, IDiagonalPlaintexts diagonals, int slotCount)
    {
        long[] slots = [.. plan.Giants.SelectMany(static giants => giants).SelectMany(static giant => giant.Terms).Select(term => (long)diagonals.MostSlots(term.Index))];

        return new GiantBounds(slots.Length == 0 ? WholePlaintextsAtOnce : (int)((long)WholePlaintextsAtOnce * slotCount * slots.Length / slots.Sum()), SumsAtOnce);
    }
}
