using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Ckks;

/// <summary>The two polynomials of a ciphertext of degree 1, of either kind.</summary>
internal readonly record struct CiphertextPair(RnsPolynomial C0, RnsPolynomial C1)
{
    public CiphertextPair(Ciphertext x)
        : this(x[0], x[1])
    {
    }

    public CiphertextPair(ExtendedCiphertext x)
        : this(x.C0, x.C1)
    {
    }
}
