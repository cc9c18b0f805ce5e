using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Runtime.Ckks;

/// <summary>Operands on different levels, or a level the operation cannot start from.</summary>
public sealed class LevelMismatchException(string message) : CkksException(message)
{
    internal static LevelMismatchException Between(string operation, Level left, Level right) =>
        new($"{operation}: levels {left} and {right} differ. Bring the higher one down with MatchLevel.");
}
