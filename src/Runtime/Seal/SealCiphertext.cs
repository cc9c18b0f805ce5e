using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Runtime.Seal;

/// <summary>SEAL's Ciphertext: polynomials in NTT form as canonical residues in SEAL's order, modulo the first primes. Immutable.</summary>
/// <remarks>The entries of keys are ciphertexts too: of two polynomials modulo all primes.</remarks>
public sealed class SealCiphertext
{
    /// <summary>SEAL's bounds on the number of polynomials.</summary>
    public const int MinSize = 2, MaxSize = 16;

    private readonly ulong[][] limbs;

    /// <param name="limbs">Polynomial by polynomial, prime by prime; owned by the new object.</param>
    /// <param name="seed">What c1 is the expansion of; null when there is no such seed.</param>
    internal SealCiphertext(SealParameters parameters, int primeCount, Scale scale, ulong[][] limbs, SealSeed? seed = null)
    {
        Parameters = parameters;
        PrimeCount = primeCount;
        Scale = scale;
        Seed = seed;
        this.limbs = limbs;
    }

    public SealParameters Parameters { get; }

    /// <summary>It lives modulo the first so many primes.</summary>
    public int PrimeCount { get; }

    public Scale Scale { get; }

    /// <summary>Number of polynomials: SEAL's word for the degree plus one.</summary>
    public int Size => limbs.Length / PrimeCount;

    /// <summary>For a seeded ciphertext: what the second polynomial was expanded from. Such a one is also written with its seed.</summary>
    public SealSeed? Seed { get; }

    public SealParmsId Id => Parameters.Id(PrimeCount);

    /// <summary>The N residues of a polynomial modulo a prime.</summary>
    public ReadOnlySpan<ulong> Limb(int polynomial, int prime) => limbs[(polynomial * PrimeCount) + prime];
}
