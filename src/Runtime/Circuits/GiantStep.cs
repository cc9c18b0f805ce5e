namespace PowerSoftmax.Runtime.Circuits;

/// <summary>The diagonals that share one giant rotation.</summary>
/// <param name="Rotation">Left rotation of their sum, 0 included.</param>
/// <param name="Terms">Ascending by baby rotation; never empty.</param>
public sealed record GiantStep(int Rotation, IReadOnlyList<BabyTerm> Terms);

/// <summary>One plaintext product: the operand rotated by <paramref name="Baby"/> times a diagonal.</summary>
/// <param name="Baby">Left rotation of the operand.</param>
/// <param name="Index">Position of the diagonal among the transform's diagonals.</param>
public readonly record struct BabyTerm(int Baby, int Index);
