using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Runtime.Ckks;

/// <summary>An operation on operands that do not fit together: the message has both values and what to do.</summary>
public class CkksException(string message) : Exception(message);

/// <summary>Operands on different levels, or a level the operation cannot start from.</summary>
public sealed class LevelMismatchException(string message) : CkksException(message)
{
    internal static LevelMismatchException Between(string operation, Level left, Level right) =>
        new($"{operation}: levels {left} and {right} differ. Bring the higher one down with MatchLevel.");
}

/// <summary>Operands whose scales differ by more than the tolerance.</summary>
public sealed class ScaleMismatchException(string message) : CkksException(message)
{
    internal static ScaleMismatchException Between(string operation, Scale left, Scale right) =>
        new($"{operation}: scales {left} and {right} differ. Encode the plaintext at the ciphertext's scale, or use MatchLevel.");
}

/// <summary>A ciphertext with the wrong number of polynomials for the operation.</summary>
public sealed class DegreeMismatchException(string message) : CkksException(message)
{
    internal static DegreeMismatchException Needs(string operation, int needed, int actual) =>
        new($"{operation}: the ciphertext has degree {actual} and must have {needed}. "
            + (actual == 2 ? "Relinearize it first." : "Only a product has degree 2."));
}

/// <summary>Operands made for different parameters.</summary>
public sealed class ParameterMismatchException(string operation)
    : CkksException($"{operation}: the operands were made for different parameters. Use one CkksParameters instance for both.");
