using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Runtime.Seal;

/// <summary>SEAL's Plaintext of the scheme CKKS: a polynomial in NTT form as canonical residues in SEAL's order. Immutable.</summary>
public sealed class SealPlaintext
{
    private readonly ulong[][] limbs;

    internal SealPlaintext(SealParameters parameters, Scale scale, ulong[][] limbs)
    {
        Parameters = parameters;
        Scale = scale;
        this.limbs = limbs;
    }

    public SealParameters Parameters { get; }

    /// <summary>It holds residues modulo the first so many primes.</summary>
    public int PrimeCount => limbs.Length;

    public Scale Scale { get; }

    public SealParmsId Id => Parameters.Id(PrimeCount);

    /// <summary>The N residues modulo a prime.</summary>
    public ReadOnlySpan<ulong> Limb(int prime) => limbs[prime];
}
