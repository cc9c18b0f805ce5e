using PowerSoftmax.Runtime.Kernels.Drivers;
using PowerSoftmax.Runtime.Kernels.Operators;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Rlwe.Sampling;

namespace PowerSoftmax.Runtime.Ckks;

/// <summary>Encrypts with a public key. Randomness from the operating system, fresh for every ciphertext. Thread-safe.</summary>
/// <remarks>
/// Encrypts zero modulo Q p with one special prime p and divides by p, which leaves rounding noise only (standard deviation about
/// sqrt(N / 18)): the division takes the errors down with it. No branch or index depends on the message or on the randomness.
/// </remarks>
public sealed class Encryptor
{
    private readonly CkksParameters parameters;
    private readonly PublicKey key;
    private readonly IWorkers workers;
    private readonly Func<Seed> newSeed;

    /// <exception cref="ParameterMismatchException">The key was made for other parameters.</exception>
    public Encryptor(CkksParameters parameters, PublicKey key, IWorkers workers)
        : this(parameters, key, workers, Seed.Create)
    {
    }

    /// <summary>An encryptor that repeats itself: tests only. Who knows a seed reads the message.</summary>
    internal Encryptor(CkksParameters parameters, PublicKey key, IWorkers workers, Func<Seed> newSeed)
    {
        if (!parameters.IsSameAs(key.Parameters))
        {
            throw new ParameterMismatchException(nameof(Encryptor));
        }

        this.parameters = parameters;
        this.key = key;
        this.workers = workers;
        this.newSeed = newSeed;
    }

    /// <summary>A ciphertext of degree 1 with the plaintext's level and scale.</summary>
    /// <remarks>Cost: three transforms for each prime.</remarks>
    /// <exception cref="ObjectDisposedException">Key or plaintext was disposed.</exception>
    public Ciphertext Encrypt(Plaintext plaintext)
    {
        Operands.SameParameters(nameof(Encrypt), parameters, plaintext.Parameters);
        using LifetimeUse use = key.Enter();
        using Seed seed = newSeed();
        using EncryptionRandomness random = new(parameters.Ring.Limbs, seed);
        Limb mask = random.Mask, error0 = random.Error0, error1 = random.Error1;
        Divide(mask, error0, key.Masked);
        Divide(mask, error1, key.Uniform);
        Ciphertext result = Ciphertext.Allocate(parameters, plaintext.Level, plaintext.Scale, 1);

        try
        {
            workers.Run(plaintext.Level.LimbCount, i => Encrypt(mask, error0, error1, plaintext.Polynomial, result, i));

            return result;
        }
        catch
        {
            // Limbs that are half done hold errors.
            Array.ForEach([result[0], result[1]], static polynomial => polynomial.Discard());

            throw;
        }
    }

    // With x = v k + e (v the mask, k a half of the key), (x - [x]_p) / p = (v k + (e - [x]_p)) / p: the bracket, in coefficient form,
    // takes the error's place, and one transform serves both.
    private void Divide(Limb mask, Limb error, RnsPolynomial half)
    {
        RingContext ring = parameters.Ring;
        int special = parameters.FirstSpecial;
        using Limb product = ring.Limbs.Rent(clearOnReturn: true);
        mask.Span.CopyTo(product.Span);
        ring.Ntt(special).Forward(product.Span);
        BinaryDriver<MultiplyModular>.Run(ring.Lanes, product.Span, half.Limb(special), product.Span, ring.Moduli[special]);
        ring.Ntt(special).Inverse(product.Span);
        BinaryDriver<SubtractBalancedSum>.Run(ring.Lanes, product.Span, error.Span, error.Span, ring.Moduli[special]);
    }

    private void Encrypt(Limb mask, Limb rest0, Limb rest1, RnsPolynomial message, Ciphertext result, int i)
    {
        RingContext ring = parameters.Ring;
        double inverse = ring.PrimeInverse(parameters.FirstSpecial, i);
        using Limb transformed = ring.Limbs.Rent(clearOnReturn: true);
        mask.Span.CopyTo(transformed.Span);
        ring.Ntt(i).Forward(transformed.Span);
        Span<double> c0 = Transform(rest0, result[0], i), c1 = Transform(rest1, result[1], i);

        QuaternaryDriver<MultiplyThenAddThenScaleThenAdd>.Run(
            ring.Lanes, new QuaternaryOperands(transformed.Span, key.Masked.Limb(i), c0, message.Limb(i)), c0, ring.Moduli[i], inverse);
        TernaryDriver<MultiplyThenAddThenScale>.Run(ring.Lanes, transformed.Span, key.Uniform.Limb(i), c1, c1, ring.Moduli[i], inverse);
    }

    private Span<double> Transform(Limb integers, RnsPolynomial destination, int i)
    {
        UnaryDriver<ReduceInteger>.Run(parameters.Ring.Lanes, integers.Span, destination.Limb(i), parameters.Ring.Moduli[i]);
        parameters.Ring.Ntt(i).Forward(destination.Limb(i));

        return destination.Limb(i);
    }
}
