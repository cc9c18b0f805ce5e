namespace PowerSoftmax.Runtime.Circuits;

/// <summary>The diagonals that share one giant rotation on the way to one ciphertext of the result.</summary>
/// <param name="Rotation">Left rotation of their sum, 0 included.</param>
/// <param name="Terms">Ascending by ciphertext of the operand, then by baby rotation; never empty.</param>
public sealed record GiantStep(int Rotation, IReadOnlyList<BabyTerm> Terms);

/// <summary>One plaintext product: a ciphertext of the operand rotated by <paramref name="Baby"/> times a diagonal.</summary>
/// <param name="Operand">Which ciphertext.</param>
/// <param name="Baby">Its left rotation.</param>
/// <param name="Index">Position of the diagonal among the transform's diagonals.</param>
public readonly record struct BabyTerm(int Operand, int Baby, int Index);
