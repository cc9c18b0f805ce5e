using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Runtime.Ckks;

/// <summary>Operands whose scales differ by more than the tolerance.</summary>
public sealed class ScaleMismatchException(string message) : CkksException(message)
{
    internal static ScaleMismatchException Between(string operation, Scale left, Scale right) =>
        new($"{operation}: scales {left} and {right} differ. Encode the plaintext at the ciphertext's scale, or use MatchLevel.");
}
