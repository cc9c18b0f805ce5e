using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.Weights;

namespace PowerSoftmax.Passes.Costs;

/// <summary>How a matrix product is computed.</summary>
/// <param name="Diagonals">Generalized diagonals of the matrix.</param>
/// <param name="Steps">Their baby and giant steps.</param>
public sealed record MatrixSplit(KeptDiagonals Diagonals, BabyStepGiantStep Steps)
{
    /// <summary>Rotations that need a key.</summary>
    public IEnumerable<int> Rotations => Steps.Babies.Concat(Steps.Giants).Where(static rotation => rotation != 0);

    /// <summary>Diagonals, and baby and giant rotations that need a key.</summary>
    public MatrixWork Work { get; } =
        new(Diagonals, Steps.Babies.Count(static rotation => rotation != 0), Steps.Giants.Count(static rotation => rotation != 0));

    /// <summary>Cost: slots x rows.</summary>
    public static MatrixSplit Of(Contraction contraction, int step)
    {
        GeneralizedDiagonals diagonals = GeneralizedDiagonals.Of(contraction);
        return new MatrixSplit(KeptDiagonals.Of(diagonals.SlotCount, PeriodsOf(diagonals)), BabyStepGiantStep.Split(diagonals, step));
    }

    // Of which weights lie in which slots: their values may repeat more often, but do so by chance.
    private static int[] PeriodsOf(GeneralizedDiagonals diagonals)
    {
        long[] slots = new long[diagonals.SlotCount];

        return [.. diagonals.Rotations.Select(rotation =>
        {
            Array.Fill(slots, -1);

            foreach (DiagonalEntry entry in diagonals.Entries(rotation))
            {
                slots[entry.Slot] = ((long)entry.Row << 32) | (uint)entry.Column;
            }

            return SlotPeriod.Of(slots);
        })];
    }
}
