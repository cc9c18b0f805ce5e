namespace PowerSoftmax.Ir.Weights;

/// <summary>What a product of a bundle with a plaintext matrix computes; all zeros where there is none.</summary>
/// <param name="Diagonals">A plaintext product each.</param>
/// <param name="Babies">Rotations that need a key, of all ciphertexts of the operand.</param>
/// <param name="Giants">Rotations of sums that need a key, for all ciphertexts of the result.</param>
/// <param name="Decomposed">Ciphertexts of the operand that are rotated: one decomposition each.</param>
/// <param name="Results">Ciphertexts of the result, or pairs of them: one rescale each.</param>
public readonly record struct MatrixWork(KeptDiagonals Diagonals, int Babies, int Giants, int Decomposed, int Results)
{
    /// <summary>Baby rotations that are there at a time: those of the part of the map that has the most.</summary>
    public int BabiesAtOnce { get; init; }

    /// <summary>Where baby rotations are divided by P; extended where nothing is said.</summary>
    public BabyForm Form { get; init; }

    /// <summary>Which ciphertexts go in pairs; the counts are those of pairs then.</summary>
    public ComplexPacking Packing { get; init; }

    /// <summary>Whether results stay in pairs.</summary>
    public bool InPairs { get; init; }

    /// <summary>Results that are taken apart with their conjugates.</summary>
    public int Conjugations => Packing == ComplexPacking.None || InPairs ? 0 : Results;

    /// <summary>Whether products work modulo QP: with baby rotations, and those not divided.</summary>
    public bool IsExtended => Babies > 0 && Form == BabyForm.Extended;
}
