using PowerSoftmax.Ir.LinearMaps;

namespace PowerSoftmax.Passes.Costs;

/// <summary>How a matrix product is computed.</summary>
/// <param name="Diagonals">Generalized diagonals of the matrix.</param>
/// <param name="Steps">Their baby and giant steps.</param>
public sealed record MatrixSplit(int Diagonals, BabyStepGiantStep Steps)
{
    /// <summary>Rotations that need a key.</summary>
    public IEnumerable<int> Rotations => Steps.Babies.Concat(Steps.Giants).Where(static rotation => rotation != 0);

    /// <summary>Diagonals, and baby and giant rotations that need a key.</summary>
    public (int Diagonals, int Babies, int Giants) Counts { get; } =
        (Diagonals, Steps.Babies.Count(static rotation => rotation != 0), Steps.Giants.Count(static rotation => rotation != 0));

    /// <summary>Cost: slots x rows.</summary>
    public static MatrixSplit Of(Contraction contraction, int step)
    {
        GeneralizedDiagonals diagonals = GeneralizedDiagonals.Of(contraction);
        return new MatrixSplit(diagonals.Rotations.Count, BabyStepGiantStep.Split(diagonals, step));
    }
}
