using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Rlwe.Sampling;

namespace PowerSoftmax.Runtime.Ckks;

/// <summary>Encrypts with a public key. Randomness from the operating system, fresh for every ciphertext. Thread-safe.</summary>
/// <remarks>
/// Encrypts zero modulo QP and divides by P, which leaves rounding noise only (standard deviation about sqrt(N / 18)).
/// No branch or index depends on the message or on the randomness.
/// </remarks>
public sealed class Encryptor
{
    private readonly CkksParameters parameters;
    private readonly PublicKey key;
    private readonly IWorkers workers;
    private readonly KeySwitcher keySwitcher;

    /// <exception cref="ParameterMismatchException">The key was made for other parameters.</exception>
    public Encryptor(CkksParameters parameters, PublicKey key, IWorkers workers)
    {
        if (!parameters.IsSameAs(key.Parameters))
        {
            throw new ParameterMismatchException(nameof(Encryptor));
        }

        this.parameters = parameters;
        this.key = key;
        this.workers = workers;
        keySwitcher = new KeySwitcher(parameters, workers);
    }

    /// <summary>A ciphertext of degree 1 with the plaintext's level and scale.</summary>
    public Ciphertext Encrypt(Plaintext plaintext)
    {
        Operands.SameParameters(nameof(Encrypt), parameters, plaintext.Parameters);
        using Seed seed = Seed.Create();
        using RnsPolynomial mask = Sample(plaintext, seed, 0, TernarySampler.Fill);
        using RnsPolynomial zero0 = Sample(plaintext, seed, 1, ErrorSampler.Fill);
        using RnsPolynomial zero1 = Sample(plaintext, seed, 2, ErrorSampler.Fill);

        workers.Run(mask.LimbCount, i =>
        {
            int prime = mask.PrimeIndex(i);
            zero0.AddProduct(i, mask.Limb(i), key.Masked.Limb(prime));
            zero1.AddProduct(i, mask.Limb(i), key.Uniform.Limb(prime));
        });

        Ciphertext result = Ciphertext.Allocate(parameters, plaintext.Level, plaintext.Scale, 1);
        keySwitcher.Divide(new StoredPair(parameters, plaintext.Level, zero0, zero1), plaintext.Level, new PairSink(result[0], result[1], null, null));
        RingOperations.Add(result[0], plaintext.Polynomial, result[0], workers);

        return result;
    }

    private RnsPolynomial Sample(Plaintext plaintext, Seed seed, ulong streamNumber, Action<Span<double>, SeededStream> sampler)
    {
        using Limb coefficients = parameters.Ring.Limbs.Rent(clearOnReturn: true);
        using SeededStream stream = new(seed, streamNumber);
        sampler(coefficients.Span, stream);
        RnsPolynomial result = parameters.RentExtendedPolynomial(plaintext.Level, secret: true);
        result.FillFromIntegers(coefficients.Span, workers);

        return result;
    }
}
