namespace PowerSoftmax.Ir.Approximation;

/// <summary>Parity of a polynomial's terms of degree two and more.</summary>
/// <remarks>
/// The affine part c0 + c1 x is left out on purpose: it costs no ciphertext product, and it is what makes sigmoid (1/2 plus odd)
/// and GELU (x/2 plus even) as cheap as true odd and even polynomials.
/// </remarks>
public enum Symmetry
{
    /// <summary>Terms of both parities.</summary>
    None,

    /// <summary>Only even terms, besides an affine part.</summary>
    Even,

    /// <summary>Only odd terms, besides an affine part.</summary>
    Odd,
}
