using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Rlwe;

/// <summary>Checked parameters together with the ring's tables. Immutable and shared by everything that belongs together.</summary>
public class RlweParameters
{
    private readonly int[] allPrimes;
    private readonly double[] specialProducts;

    protected RlweParameters(CkksParameterSet set)
        : this(set, new RingContext(set.LogN, [.. set.Q, .. set.P]))
    {
    }

    protected RlweParameters(CkksParameterSet set, RingContext ring)
    {
        Set = set;
        Ring = ring;
        allPrimes = [.. Enumerable.Range(0, set.Q.Count + set.P.Count)];

        ulong[] products = [.. Ring.Moduli.Take(set.Q.Count).Select(modulus =>
            set.P.Aggregate(1UL, (product, prime) => modulus.Multiply(product, prime % modulus.Value)))];
        specialProducts = [.. products.Select((product, i) => Ring.Moduli[i].Balance(product))];
    }

    public CkksParameterSet Set { get; }

    /// <summary>The ring modulo all primes: q0 … qL have the indices 0 … L, the special primes follow.</summary>
    public RingContext Ring { get; }

    public CkksParametersLiteral Literal => Set.Literal;

    public SecurityCertificate Certificate => Set.Certificate;

    public int LogN => Set.LogN;

    public int N => Set.N;

    public Level MaxLevel => Set.MaxLevel;

    /// <summary>Index of the first special prime in <see cref="Ring"/>.</summary>
    internal int FirstSpecial => Set.Q.Count;

    internal int SpecialCount => Set.P.Count;

    /// <summary>Prime indices of a ciphertext at a level: q0 … q_level.</summary>
    internal ReadOnlySpan<int> CiphertextPrimes(Level level) => allPrimes.AsSpan(0, level.LimbCount);

    /// <summary>Prime indices of the extended basis at a level: q0 … q_level, then the special primes.</summary>
    internal int[] ExtendedPrimes(Level level) => [.. CiphertextPrimes(level), .. SpecialPrimes()];

    /// <summary>Where the limb for a prime of the ring is in a polynomial over the extended basis of a level.</summary>
    internal int ExtendedLimb(Level level, int primeIndex) =>
        primeIndex < FirstSpecial ? primeIndex : level.LimbCount + primeIndex - FirstSpecial;

    internal ReadOnlySpan<int> SpecialPrimes() => allPrimes.AsSpan(FirstSpecial);

    /// <summary>P modulo a ciphertext prime, balanced.</summary>
    internal double SpecialProduct(int primeIndex) => specialProducts[primeIndex];

    /// <summary>Room for a polynomial in NTT form modulo q0 … q_level; its content is undefined.</summary>
    internal RnsPolynomial RentCiphertextPolynomial(Level level, bool secret = false) => new(Ring, CiphertextPrimes(level), isNtt: true, secret);

    /// <summary>Room for a polynomial in NTT form over the extended basis of a level; its content is undefined.</summary>
    internal RnsPolynomial RentExtendedPolynomial(Level level, bool secret = false) => new(Ring, ExtendedPrimes(level), isNtt: true, secret);

    /// <summary>Whether the other parameters are the same set, so that data may be exchanged.</summary>
    internal bool IsSameAs(RlweParameters other) => ReferenceEquals(this, other) || Literal.Equals(other.Literal);

    /// <exception cref="ParameterException">The level is below 0 or above <see cref="MaxLevel"/>.</exception>
    internal void CheckLevel(Level level)
    {
        if (level.Value < 0 || level > MaxLevel)
        {
            throw new ParameterException("level", level.ToString(), $"levels are 0 to {MaxLevel}.");
        }
    }
}
