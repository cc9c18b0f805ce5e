using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe.Sampling;

namespace PowerSoftmax.Runtime.Rlwe;

/// <summary>A gadget ciphertext: for each digit d a pair (b_d, a_d) modulo QP with b_d = -a_d t + e_d + P g_d s.</summary>
/// <remarks>
/// It switches from s to t. g_d is 1 modulo the primes of digit d and 0 modulo the other ciphertext primes, so a key for a lower
/// level is the same key with limbs left out. The uniform half is expanded from a public seed: stream 256 d + prime index.
/// A Galois key for g switches from s to the g^-1 image of s: the automorphism is then applied to two polynomials of
/// the result instead of to all digits. Han, Ki, eprint 2019/688.
/// </remarks>
public sealed class EvaluationKey : IDisposable
{
    private readonly RnsPolynomial[] masked;
    private readonly RnsPolynomial[] uniform;

    /// <param name="element">The Galois element; null for relinearization.</param>
    /// <param name="masked">b_d in NTT form over the extended basis of <paramref name="maxLevel"/>; owned by the new object.</param>
    /// <param name="uniform">a_d, as expanded from the seed; owned by the new object.</param>
    /// <param name="seed">Of the uniform half; owned by the new object. Null when the key was made elsewhere.</param>
    internal EvaluationKey(RlweParameters parameters, GaloisElement? element, Level maxLevel, RnsPolynomial[] masked, RnsPolynomial[] uniform, Seed? seed)
    {
        Parameters = parameters;
        Element = element;
        MaxLevel = maxLevel;
        Seed = seed;
        this.masked = masked;
        this.uniform = uniform;
    }

    public RlweParameters Parameters { get; }

    /// <summary>The Galois element; null for relinearization.</summary>
    public GaloisElement? Element { get; }

    /// <summary>Highest level it can be used at.</summary>
    public Level MaxLevel { get; }

    public int DigitCount => masked.Length;

    public long ByteCount => ByteCountAt(Parameters, MaxLevel);

    /// <summary>Of the uniform half; null when the key was made elsewhere.</summary>
    internal Seed? Seed { get; }

    /// <summary>Memory of a key with both halves expanded.</summary>
    public static long ByteCountAt(RlweParameters parameters, Level maxLevel) =>
        2L * parameters.Set.DigitCount(maxLevel) * (maxLevel.LimbCount + parameters.SpecialCount) * parameters.N * sizeof(double);

    public void Dispose()
    {
        Seed?.Dispose();

        foreach (RnsPolynomial polynomial in masked.Concat(uniform))
        {
            polynomial.Dispose();
        }
    }

    /// <summary>A key made elsewhere, both halves given digit by digit; it owns them.</summary>
    internal static EvaluationKey FromHalves(
        RlweParameters parameters, GaloisElement? element, Level maxLevel, RnsPolynomial[] masked, RnsPolynomial[] uniform) =>
        new(parameters, element, maxLevel, masked, uniform, seed: null);

    /// <summary>b_d.</summary>
    internal RnsPolynomial Masked(int digit) => masked[digit];

    /// <summary>a_d.</summary>
    internal RnsPolynomial Uniform(int digit) => uniform[digit];

    /// <summary>Where the limb for a prime of the ring is in this key's polynomials.</summary>
    internal int LimbOf(int primeIndex) =>
        primeIndex < Parameters.FirstSpecial ? primeIndex : MaxLevel.LimbCount + primeIndex - Parameters.FirstSpecial;

    internal static RnsPolynomial[] ExpandUniform(RlweParameters parameters, Level maxLevel, Seed seed, IWorkers workers)
    {
        RnsPolynomial[] result = new RnsPolynomial[parameters.Set.DigitCount(maxLevel)];

        for (int digit = 0; digit < result.Length; digit++)
        {
            result[digit] = parameters.RentExtendedPolynomial(maxLevel);
            result[digit].FillUniform(seed, (ulong)digit << 8, workers);
        }

        return result;
    }
}
