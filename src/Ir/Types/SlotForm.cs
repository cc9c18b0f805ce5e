namespace PowerSoftmax.Ir.Types;

/// <summary>What the complex slots of ciphertexts mean. Products of pairs take half of the ciphertexts; u is X^(N/2), whose slots are i and -i in turn.</summary>
/// <remarks>
/// (x + u y) q = x q + u y q, and (w + u w') (x - u y) = w x + w' y + u (…): one real factor keeps two values apart, a pair of factors sums two products.
/// </remarks>
public enum SlotForm
{
    /// <summary>Real numbers; imaginary parts are noise.</summary>
    Real,

    /// <summary>x + u y, where x and y are two real ciphertexts, neighbours of a bundle.</summary>
    Pairs,

    /// <summary>x - u y.</summary>
    ConjugatePairs,

    /// <summary>The real part is meant; the imaginary part is anything.</summary>
    Sums,
}
