using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Rlwe.Sampling;
using PowerSoftmax.Runtime.Rlwe.Secrets;

namespace PowerSoftmax.Runtime.Ckks.Secrets;

/// <summary>Encrypts with the secret key: less noise than with a public key, and half the size. Thread-safe.</summary>
/// <remarks>c1 is uniform from a fresh public seed and c0 = -c1 s + e + m. No branch or index depends on secret, message or error.</remarks>
public sealed class SymmetricEncryptor
{
    private readonly CkksParameters parameters;
    private readonly SecretKey secret;
    private readonly IWorkers workers;
    private readonly Func<Seed> newSeed;

    /// <exception cref="ParameterMismatchException">The key was made for other parameters.</exception>
    public SymmetricEncryptor(CkksParameters parameters, SecretKey secret, IWorkers workers)
        : this(parameters, secret, workers, Seed.Create)
    {
    }

    /// <summary>An encryptor that repeats itself: tests only. For every ciphertext it takes the public seed, then the secret one of the error.</summary>
    internal SymmetricEncryptor(CkksParameters parameters, SecretKey secret, IWorkers workers, Func<Seed> newSeed)
    {
        if (!parameters.IsSameAs(secret.Parameters))
        {
            throw new ParameterMismatchException(nameof(SymmetricEncryptor));
        }

        this.parameters = parameters;
        this.secret = secret;
        this.workers = workers;
        this.newSeed = newSeed;
    }

    /// <summary>A ciphertext of degree 1 with the plaintext's level and scale, as a seed and one polynomial.</summary>
    /// <exception cref="ObjectDisposedException">Key or plaintext was disposed.</exception>
    public SeededCiphertext EncryptSeeded(Plaintext plaintext)
    {
        Operands.SameParameters(nameof(EncryptSeeded), parameters, plaintext.Parameters);
        Seed publicSeed = newSeed();

        return new SeededCiphertext(parameters, plaintext.Level, plaintext.Scale, Encrypt(plaintext, publicSeed, null), publicSeed);
    }

    /// <summary>The same, expanded for use on this machine.</summary>
    /// <exception cref="ObjectDisposedException">Key or plaintext was disposed.</exception>
    public Ciphertext Encrypt(Plaintext plaintext)
    {
        Operands.SameParameters(nameof(Encrypt), parameters, plaintext.Parameters);
        using Seed publicSeed = newSeed();
        RnsPolynomial uniform = parameters.RentCiphertextPolynomial(plaintext.Level);

        return new Ciphertext(parameters, plaintext.Level, plaintext.Scale, Encrypt(plaintext, publicSeed, uniform), uniform);
    }

    // c0; prime by prime, while the limb of c1 that was just expanded is in the cache. It is kept where there is a place for it.
    private RnsPolynomial Encrypt(Plaintext plaintext, Seed publicSeed, RnsPolynomial? uniform)
    {
        using LifetimeUse use = secret.Enter();
        using Limb error = SampleError();
        RnsPolynomial masked = parameters.RentCiphertextPolynomial(plaintext.Level);

        try
        {
            workers.Run(masked.LimbCount, i =>
            {
                using Limb scratch = parameters.Ring.Limbs.Rent();
                Span<double> c1 = uniform is null ? scratch.Span : uniform.Limb(i);
                using UniformLimb source = masked.UniformLimb(i, publicSeed, 0);
                LimbMask.Encrypt(masked, i, error.Span, source, c1, new MaskTerms(secret.Polynomial.Limb(i), plaintext.Polynomial.Limb(i)));
            });

            return masked;
        }
        catch
        {
            // Limbs that are half done hold errors.
            masked.Discard();

            throw;
        }
    }

    private Limb SampleError()
    {
        using Seed errorSeed = newSeed();
        using SeededStream stream = new(errorSeed, 0);

        return SecretLimb.Sample(parameters.Ring.Limbs, stream, ErrorSampler.Fill);
    }
}
