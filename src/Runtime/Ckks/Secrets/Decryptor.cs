using System.Numerics;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Kernels.Drivers;
using PowerSoftmax.Runtime.Kernels.Operators;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe.Sampling;
using PowerSoftmax.Runtime.Rlwe.Secrets;

namespace PowerSoftmax.Runtime.Ckks.Secrets;

/// <summary>Decrypts with the secret key. Thread-safe.</summary>
/// <remarks>
/// A CKKS decryption contains the noise, and the noise depends on the secret: whoever sees exact decryptions and knows the messages
/// can compute the key (Li, Micciancio, eprint 2020/1533). Keep the results of <see cref="Decrypt"/> to yourself; hand others
/// those of <see cref="DecryptFlooded(Ciphertext, int)"/>.
/// </remarks>
public sealed class Decryptor
{
    private const int MostBits = 40;

    private readonly CkksParameters parameters;
    private readonly SecretKey secret;
    private readonly IWorkers workers;
    private readonly Encoder encoder;

    /// <exception cref="ParameterMismatchException">The key was made for other parameters.</exception>
    public Decryptor(CkksParameters parameters, SecretKey secret, IWorkers workers)
    {
        if (!parameters.IsSameAs(secret.Parameters))
        {
            throw new ParameterMismatchException(nameof(Decryptor));
        }

        this.parameters = parameters;
        this.secret = secret;
        this.workers = workers;
        encoder = new Encoder(parameters, workers);
    }

    /// <summary>The plaintext with its noise, for the owner of the key; zeroed when disposed. Degree 1 or 2.</summary>
    /// <exception cref="ObjectDisposedException">Key or ciphertext was disposed.</exception>
    public Plaintext Decrypt(Ciphertext ciphertext) => Decrypt(ciphertext, ciphertext.Level);

    /// <summary>Real parts of all slots with their noise, for the owner of the key: what decoding <see cref="Decrypt"/> gives, at less cost.</summary>
    /// <remarks>Only the lowest primes are decrypted, as many as decoding reads.</remarks>
    public double[] DecryptMessage(Ciphertext ciphertext)
    {
        using Plaintext plaintext = Decrypt(ciphertext, Level.Min(ciphertext.Level, Encoder.HighestDecodedLevel));

        return encoder.Decode(plaintext);
    }

    /// <summary>All slots as complex numbers, otherwise as <see cref="DecryptMessage"/>. Imaginary parts of real messages are noise.</summary>
    internal Complex[] DecryptComplex(Ciphertext ciphertext)
    {
        using Plaintext plaintext = Decrypt(ciphertext, Level.Min(ciphertext.Level, Encoder.HighestDecodedLevel));

        return encoder.DecodeComplex(plaintext);
    }

    /// <summary>Real parts of all slots, flooded and rounded so that they may be shown to others.</summary>
    /// <param name="ciphertext">Degree 1 or 2.</param>
    /// <param name="bits">
    /// Results are multiples of 2^-bits, after adding normally distributed noise of that deviation. How much larger than the computation's
    /// own noise it must be for a number of results: see <c>SharedNoise</c> of the model's client, which computes it.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">bits is not from -40 to 40.</exception>
    public double[] DecryptFlooded(Ciphertext ciphertext, int bits)
    {
        using Seed seed = Seed.Create();
        return DecryptFlooded(ciphertext, bits, seed);
    }

    /// <summary>The same with a given seed, which must be secret and used once.</summary>
    internal double[] DecryptFlooded(Ciphertext ciphertext, int bits, Seed seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bits, -MostBits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, MostBits);
        double[] message = DecryptMessage(ciphertext);
        using SeededStream stream = new(seed, 0);
        using Limb flood = parameters.Ring.Limbs.Rent(clearOnReturn: true);
        GaussianSampler.Fill(flood.Span[..message.Length], stream);
        double unit = Math.ScaleB(1.0, -bits);
        for (int i = 0; i < message.Length; i++)
        {
            message[i] = Math.Round((message[i] / unit) + flood.Span[i]) * unit;
        }

        return message;
    }

    private Plaintext Decrypt(Ciphertext ciphertext, Level level)
    {
        Operands.SameParameters(nameof(Decrypt), parameters, ciphertext.Parameters);
        using LifetimeUse use = secret.Enter();
        RnsPolynomial message = parameters.RentCiphertextPolynomial(level, secret: true);

        try
        {
            workers.Run(message.LimbCount, i => Decrypt(ciphertext, message, i));

            return new Plaintext(parameters, message, level, ciphertext.Scale);
        }
        catch
        {
            message.Dispose();

            throw;
        }
    }

    // Horner's rule: c0 + s (c1 + s c2).
    private void Decrypt(Ciphertext ciphertext, RnsPolynomial message, int i)
    {
        ReadOnlySpan<double> inner = ciphertext[ciphertext.Degree].Limb(i);

        for (int k = ciphertext.Degree - 1; k >= 0; k--)
        {
            TernaryDriver<MultiplyThenAddModular>.Run(
                parameters.Ring.Lanes, inner, secret.Polynomial.Limb(i), ciphertext[k].Limb(i), message.Limb(i), message.Modulus(i));
            inner = message.Limb(i);
        }
    }
}
