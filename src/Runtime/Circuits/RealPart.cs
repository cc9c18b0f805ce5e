using PowerSoftmax.Runtime.Ckks;

namespace PowerSoftmax.Runtime.Circuits;

/// <summary>The real parts of slots.</summary>
internal static class RealPart
{
    /// <summary>Twice the real part of every slot, as the sum with the conjugate. One key switch.</summary>
    /// <param name="evaluator">Holds the key of the conjugation.</param>
    /// <param name="x">Stays the caller's.</param>
    public static Ciphertext Twice(Evaluator evaluator, Ciphertext x)
    {
        using Ciphertext conjugate = evaluator.Conjugate(x);

        return evaluator.Add(x, conjugate);
    }
}
