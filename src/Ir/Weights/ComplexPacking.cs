namespace PowerSoftmax.Ir.Weights;

/// <summary>Whether a linear map works on two real ciphertexts as one complex one, which halves its plaintext products.</summary>
/// <remarks>
/// A slot holds x + u y with u^2 = -1: the polynomial X^(N/2), which is i and -i in turn. Real diagonals d and e become one complex one, and
/// what is wanted of the result is taken apart with its conjugate. Costs a conjugation for each ciphertext, or each pair, of the result.
/// </remarks>
public enum ComplexPacking
{
    /// <summary>All ciphertexts by themselves.</summary>
    None,

    /// <summary>Two neighbours of the operand as one: half of the baby rotations, too. The result is the real part.</summary>
    Operands,

    /// <summary>Two neighbours of the result as one: half of the giant rotations, too. They are the real and the imaginary part.</summary>
    Results,
}
