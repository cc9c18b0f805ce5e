using System;

namespace PowerSoftmax.Ir.Approximation;

/// <summary>What evaluating an approximation on a ciphertext costs: levels first, then ciphertext-ciphertext products.</summary>
/// <remarks>The affine map of the input onto [-1, 1] is not counted: it folds into the weights that produce the input.</remarks>
/// <param name="Levels">Rescales between input and output.</param>
/// <param name="Products">Ciphertext-ciphertext products, each of them with a relinearization.</param>
public readonly record struct EvaluationCost(int Levels, int Products) : IComparable<EvaluationCost>
{
    public static EvaluationCost operator +(EvaluationCost left, EvaluationCost right) =>
        new(left.Levels + right.Levels, left.Products + right.Products);

    public static bool operator <(EvaluationCost left, EvaluationCost right) => left.CompareTo(right) < 0;

    public static bool operator >(EvaluationCost left, EvaluationCost right) => left.CompareTo(right) > 0;

    public static bool operator <=(EvaluationCost left, EvaluationCost right) => left.CompareTo(right) <= 0;

    public static bool operator >=(EvaluationCost left, EvaluationCost right) => left.CompareTo(right) >= 0;

    public int CompareTo(EvaluationCost other)
    {
        int levels = Levels.CompareTo(other.Levels);

        return levels != 0 ? levels : Products.CompareTo(other.Products);
    }

    public override string ToString() => $"{Levels} levels, {Products} products";
}
