using PowerSoftmax.Ir.Weights;

namespace PowerSoftmax.Passes.Costs;

/// <summary>How a matrix product or a linear map is computed. Immutable.</summary>
public sealed class MatrixSplit
{
    private MatrixSplit(int step, IReadOnlyList<int> rotations, MatrixWork work)
    {
        Step = step;
        Rotations = rotations;
        Work = work;
    }

    /// <summary>The power of two that separates baby and giant rotations.</summary>
    public int Step { get; }

    /// <summary>Where baby rotations are divided by P.</summary>
    public BabyForm Babies => Work.Form;

    /// <summary>Which ciphertexts go in pairs.</summary>
    public ComplexPacking Packing => Work.Packing;

    /// <summary>Rotations that need a key, each once.</summary>
    public IReadOnlyList<int> Rotations { get; }

    /// <summary>Diagonals, and the baby and giant rotations of all ciphertexts.</summary>
    public MatrixWork Work { get; }

    /// <summary>The split by a step. Cost: that of a pass over the diagonals.</summary>
    /// <param name="diagonals">Generalized diagonals of the matrix, or of its pairs.</param>
    /// <param name="step">The power of two that separates baby and giant rotations.</param>
    /// <param name="form">Where baby rotations are divided by P.</param>
    internal static MatrixSplit Of(PlacedDiagonals diagonals, int step, BabyForm form)
    {
        (int Input, int Rotation)[] babies = [.. diagonals.Places
            .Select(place => (place.Input, place.Rotation & (step - 1))).Where(static baby => baby.Item2 != 0).Distinct()];
        (int Output, int Rotation)[] giants = [.. diagonals.Places
            .Select(place => (place.Output, place.Rotation & ~(step - 1))).Where(static giant => giant.Item2 != 0).Distinct()];
        int atOnce = diagonals.Parts.Select(part => babies.Count(baby => part.Operands.Contains(baby.Input))).DefaultIfEmpty().Max();
        int decomposed = babies.Select(static baby => baby.Input).Distinct().Count();

        return new MatrixSplit(
            step,
            [.. babies.Concat(giants).Select(static rotation => rotation.Item2).Distinct().Order()],
            new MatrixWork(diagonals.Kept, babies.Length, giants.Length, decomposed, diagonals.Results)
            {
                BabiesAtOnce = atOnce,
                Form = form,
                Packing = diagonals.Packing,
                InPairs = diagonals.InPairs,
            });
    }

    /// <summary>The ways to compute with a step: where there are no baby rotations, none need be divided.</summary>
    internal static IEnumerable<MatrixSplit> All(PlacedDiagonals diagonals, int step)
    {
        MatrixSplit extended = Of(diagonals, step, BabyForm.Extended);
        yield return extended;
        if (extended.Work.Babies > 0)
        {
            yield return new MatrixSplit(step, extended.Rotations, extended.Work with { Form = BabyForm.Divided });
        }
    }
}
