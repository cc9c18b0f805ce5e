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
        using RnsPolynomial uniform = parameters.RentCiphertextPolynomial(plaintext.Level);
        uniform.FillUniform(publicSeed, 0, workers);
        RnsPolynomial masked = SampleError(plaintext);

        workers.Run(masked.LimbCount, i => masked.SubtractProduct(i, uniform.Limb(i), secret.Polynomial.Limb(i)));
        RingOperations.Add(masked, plaintext.Polynomial, masked, workers);

        return new SeededCiphertext(parameters, plaintext.Level, plaintext.Scale, masked, publicSeed);
    }

    /// <summary>The same, expanded for use on this machine.</summary>
    public Ciphertext Encrypt(Plaintext plaintext)
    {
        using SeededCiphertext seeded = EncryptSeeded(plaintext);

        return seeded.Expand(workers);
    }

    private RnsPolynomial SampleError(Plaintext plaintext)
    {
        using Seed errorSeed = Seed.Create();
        using SeededStream stream = new(errorSeed, 0);
        using Limb error = parameters.Ring.Limbs.Rent(clearOnReturn: true);
        ErrorSampler.Fill(error.Span, stream);
        RnsPolynomial result = parameters.RentCiphertextPolynomial(plaintext.Level);
        result.FillFromIntegers(error.Span, workers);

        return result;
    }
}
