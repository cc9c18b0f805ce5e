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

    /// <exception cref="ParameterMismatchException">The key was made for other parameters.</exception>
    public SymmetricEncryptor(CkksParameters parameters, SecretKey secret, IWorkers workers)
    {
        if (!parameters.IsSameAs(secret.Parameters))
        {
            throw new ParameterMismatchException(nameof(SymmetricEncryptor));
        }

        this.parameters = parameters;
        this.secret = secret;
        this.workers = workers;
    }

    /// <summary>A ciphertext of degree 1 with the plaintext's level and scale, as a seed and one polynomial.</summary>
    public SeededCiphertext EncryptSeeded(Plaintext plaintext)
    {
        Operands.SameParameters(nameof(EncryptSeeded), parameters, plaintext.Parameters);
        Seed publicSeed = Seed.Create();

        return new SeededCiphertext(parameters, plaintext.Level, plaintext.Scale, Encrypt(plaintext, publicSeed, null), publicSeed);
    }

    /// <summary>The same, expanded for use on this machine.</summary>
    public Ciphertext Encrypt(Plaintext plaintext)
    {
        Operands.SameParameters(nameof(Encrypt), parameters, plaintext.Parameters);
        using Seed publicSeed = Seed.Create();
        RnsPolynomial uniform = parameters.RentCiphertextPolynomial(plaintext.Level);

        return new Ciphertext(parameters, plaintext.Level, plaintext.Scale, Encrypt(plaintext, publicSeed, uniform), uniform);
    }

    // c0; prime by prime, while the limb of c1 that was just expanded is in the cache. It is kept where there is a place for it.
    private RnsPolynomial Encrypt(Plaintext plaintext, Seed publicSeed, RnsPolynomial? uniform)
    {
        using Limb error = SampleError();
        RnsPolynomial masked = parameters.RentCiphertextPolynomial(plaintext.Level);

        workers.Run(masked.LimbCount, i =>
        {
            using Limb scratch = parameters.Ring.Limbs.Rent();
            Span<double> c1 = uniform is null ? scratch.Span : uniform.Limb(i);
            using UniformLimb source = masked.UniformLimb(i, publicSeed, 0);
            LimbMask.Encrypt(masked, i, error.Span, source, c1, new MaskTerms(secret.Polynomial.Limb(i), plaintext.Polynomial.Limb(i)));
        });

        return masked;
    }

    private Limb SampleError()
    {
        using Seed errorSeed = Seed.Create();
        using SeededStream stream = new(errorSeed, 0);
        Limb error = parameters.Ring.Limbs.Rent(clearOnReturn: true);
        ErrorSampler.Fill(error.Span, stream);

        return error;
    }
}
