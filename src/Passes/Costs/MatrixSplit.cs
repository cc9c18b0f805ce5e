using PowerSoftmax.Ir.Weights;

namespace PowerSoftmax.Passes.Costs;

/// <summary>How a matrix product or a linear map is computed. Immutable.</summary>
public sealed class MatrixSplit
{
    /// <param name="diagonals">Generalized diagonals of the matrix.</param>
    /// <param name="step">The power of two that separates baby and giant rotations.</param>
    internal MatrixSplit(PlacedDiagonals diagonals, int step)
    {
        Step = step;
        (int Input, int Rotation)[] babies = [.. diagonals.Places
            .Select(place => (place.Input, place.Rotation & (step - 1))).Where(static baby => baby.Item2 != 0).Distinct()];
        (int Output, int Rotation)[] giants = [.. diagonals.Places
            .Select(place => (place.Output, place.Rotation & ~(step - 1))).Where(static giant => giant.Item2 != 0).Distinct()];
        Rotations = [.. babies.Concat(giants).Select(static rotation => rotation.Item2).Distinct().Order()];
        Work = new MatrixWork(diagonals.Kept, babies.Length, giants.Length, babies.Select(static baby => baby.Input).Distinct().Count(), diagonals.Results);
    }

    public int Step { get; }

    /// <summary>Rotations that need a key, each once.</summary>
    public IReadOnlyList<int> Rotations { get; }

    /// <summary>Diagonals, and the baby and giant rotations of all ciphertexts.</summary>
    public MatrixWork Work { get; }

    /// <summary>Rotations that cost a key switch: a hoisted baby rotation counts 1.</summary>
    /// <param name="giantCost">What a giant rotation counts.</param>
    public double Cost(double giantCost) => Work.Babies + (giantCost * Work.Giants);
}
