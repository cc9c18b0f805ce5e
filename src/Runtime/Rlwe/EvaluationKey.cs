using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe.Sampling;

namespace PowerSoftmax.Runtime.Rlwe;

/// <summary>A gadget ciphertext: for each digit d a pair (b_d, a_d) modulo QP with b_d = -a_d t + e_d + P g_d s.</summary>
/// <remarks>
/// It switches from s to t. g_d is 1 modulo the primes of digit d and 0 modulo the other ciphertext primes, so a key for a lower
/// level is the same key with limbs left out. The uniform half is expanded from a public seed: stream 256 d + prime index.
/// A Galois key for g switches from s to the g^-1 image of s: the automorphism is then applied to two polynomials of
/// the result instead of to all digits. Han, Ki, eprint 2019/688. Several threads may read one at once; dispose it when none does, or
/// lend it by an <see cref="IEvaluationKeySource"/>, which sees to that.
/// </remarks>
public sealed class EvaluationKey : IDisposable
{
    private readonly RnsPolynomial[] masked;
    private readonly RnsPolynomial[] uniform;
    private readonly RlweParameters parameters;
    private volatile bool disposed;

    /// <param name="purpose">What it is for.</param>
    /// <param name="masked">b_d in NTT form over the primes of its <see cref="EvaluationKeyShape"/>; owned by the new object.</param>
    /// <param name="uniform">a_d, as expanded from the seed; owned by the new object.</param>
    /// <param name="seed">Of the uniform half; owned by the new object. Null when the key was made elsewhere.</param>
    internal EvaluationKey(RlweParameters parameters, KeyPurpose purpose, Level maxLevel, RnsPolynomial[] masked, RnsPolynomial[] uniform, Seed? seed)
    {
        this.parameters = parameters;
        Purpose = purpose;
        MaxLevel = maxLevel;
        Seed = seed;
        this.masked = masked;
        this.uniform = uniform;
    }

    /// <exception cref="ObjectDisposedException">It was disposed: every operation asks first.</exception>
    public RlweParameters Parameters
    {
        get
        {
            ObjectDisposedException.ThrowIf(disposed, this);

            return parameters;
        }
    }

    /// <summary>What it is for.</summary>
    public KeyPurpose Purpose { get; }

    /// <summary>The Galois element; null for every other purpose.</summary>
    public GaloisElement? Element => Purpose.Element;

    /// <summary>Highest level it can be used at.</summary>
    public Level MaxLevel { get; }

    public int DigitCount => masked.Length;

    public long ByteCount => ByteCountAt(parameters, MaxLevel, Purpose);

    /// <summary>Of the uniform half; null when the key was made elsewhere.</summary>
    internal Seed? Seed { get; }

    /// <summary>Memory of a key with both halves expanded; those of all purposes but encapsulation take the same.</summary>
    public static long ByteCountAt(RlweParameters parameters, Level maxLevel, KeyPurpose purpose = default) =>
        EvaluationKeyShape.Of(parameters, purpose, maxLevel).ByteCount(parameters);

    public void Dispose()
    {
        disposed = true;
        Seed?.Dispose();

        foreach (RnsPolynomial polynomial in masked.Concat(uniform))
        {
            polynomial.Dispose();
        }
    }

    /// <summary>A key made elsewhere, both halves given digit by digit; it owns them.</summary>
    internal static EvaluationKey FromHalves(
        RlweParameters parameters, GaloisElement? element, Level maxLevel, RnsPolynomial[] masked, RnsPolynomial[] uniform) =>
        new(parameters, new KeyPurpose(element), maxLevel, masked, uniform, seed: null);

    /// <summary>b_d.</summary>
    internal RnsPolynomial Masked(int digit) => masked[digit];

    /// <summary>a_d.</summary>
    internal RnsPolynomial Uniform(int digit) => uniform[digit];

    /// <summary>Where the limb for a prime of the ring is in this key's polynomials.</summary>
    internal int LimbOf(int primeIndex) => Parameters.ExtendedLimb(MaxLevel, primeIndex);

    internal static RnsPolynomial[] ExpandUniform(RlweParameters parameters, EvaluationKeyShape shape, Seed seed, IWorkers workers)
    {
        RnsPolynomial[] result = shape.Rent(parameters);

        for (int digit = 0; digit < result.Length; digit++)
        {
            result[digit].FillUniform(seed, (ulong)digit << 8, workers);
        }

        return result;
    }
}
