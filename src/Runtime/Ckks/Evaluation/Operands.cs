using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Runtime.Ckks;

/// <summary>The checks every operation makes first.</summary>
internal static class Operands
{
    public static void SameParameters(string operation, CkksParameters left, CkksParameters right)
    {
        if (!left.IsSameAs(right))
        {
            throw new ParameterMismatchException(operation);
        }
    }

    public static void SameLevel(string operation, Level left, Level right)
    {
        if (left != right)
        {
            throw LevelMismatchException.Between(operation, left, right);
        }
    }

    public static void SameScale(string operation, Scale left, Scale right)
    {
        if (!left.Matches(right))
        {
            throw ScaleMismatchException.Between(operation, left, right);
        }
    }

    public static void Degree(string operation, Ciphertext x, int degree)
    {
        if (x.Degree != degree)
        {
            throw DegreeMismatchException.Needs(operation, degree, x.Degree);
        }
    }

    public static void Rescalable(string operation, Level level)
    {
        if (level.Value == 0)
        {
            throw new LevelMismatchException($"{operation}: the ciphertext is at level 0 and no prime is left to drop. Start from a higher level.");
        }
    }

    /// <summary>Operands of a sum: same parameters, level and scale.</summary>
    public static void Addable(string operation, Ciphertext left, Ciphertext right)
    {
        SameParameters(operation, left.Parameters, right.Parameters);
        SameLevel(operation, left.Level, right.Level);
        SameScale(operation, left.Scale, right.Scale);
    }

    /// <summary>A plaintext serves every ciphertext at or below its level.</summary>
    public static void PlaintextReaches(string operation, Level ciphertext, EncodedMessage plaintext)
    {
        if (plaintext.Level < ciphertext)
        {
            throw new LevelMismatchException(
                $"{operation}: the plaintext reaches level {plaintext.Level} and the ciphertext is at level {ciphertext}. Encode it at level {ciphertext}.");
        }
    }
}
