using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ckks.Secrets;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Rlwe.Sampling;
using PowerSoftmax.Runtime.Tests.Rlwe;

namespace PowerSoftmax.Runtime.Tests.Ckks;

/// <summary>Ciphertexts made from known seeds are recomputed without the engine: what decrypts rightly may still be readable by everyone.</summary>
public sealed class EncryptionRecomputationTests : IDisposable
{
    private readonly CkksKit kit = new(InsecureParameters.Create(10, 2, 1), EvaluationKeyRequest.None);
    private readonly List<byte[]> drawn = [];

    private CkksParameters Parameters => kit.Parameters;

    public void Dispose() => kit.Dispose();

    [Fact]
    public void ASeededCiphertextHidesItsMessageByAnErrorOfASecretSeed()
    {
        SymmetricEncryptor encryptor = new(Parameters, kit.Secret, kit.Workers, Draw);
        using Plaintext plaintext = kit.Encode(kit.Message(1), Parameters.MaxLevel);
        using SeededCiphertext first = encryptor.EncryptSeeded(plaintext), second = encryptor.EncryptSeeded(plaintext);

        double[] error = ErrorOf(first, plaintext), other = ErrorOf(second, plaintext);

        Assert.Equal(4, drawn.Count);
        Assert.Equal(drawn[0], first.Seed.Bytes.ToArray());
        Assert.Equal(drawn[2], second.Seed.Bytes.ToArray());
        Assert.Equal(NaiveStreams.Errors(NaiveStreams.SecretWords(drawn[1], 0, Parameters.N)), error);
        Assert.Equal(NaiveStreams.Errors(NaiveStreams.SecretWords(drawn[3], 0, Parameters.N)), other);
        Assert.All(drawn, seed => Assert.DoesNotContain(Published(first).Concat(Published(second)), stream => stream.SequenceEqual(error)));
        AssertIndependent(error, other);
    }

    [Fact]
    public void AnExpandedCiphertextIsTheSame()
    {
        SymmetricEncryptor encryptor = new(Parameters, kit.Secret, kit.Workers, Draw);
        using Plaintext plaintext = kit.Encode(kit.Message(2), Parameters.MaxLevel);
        using Ciphertext x = encryptor.Encrypt(plaintext);
        KeyOracle oracle = new(Parameters, new byte[Seed.Length]);

        Assert.Equal(2, drawn.Count);
        Assert.All(Enumerable.Range(0, 3), limb =>
        {
            ulong p = x[0].Modulus(limb).Value;
            double[] error = oracle.ErrorOf(x[0], limb, drawn[0], 0, (Secret, NaivePolynomials.Coefficients(plaintext.Polynomial, limb)));
            Assert.Equal(oracle.Uniform(limb, drawn[0], 0), x[1].Limb(limb).ToArray());
            Assert.Equal(NaiveStreams.Errors(NaiveStreams.SecretWords(drawn[1], 0, Parameters.N)), error);
        });
    }

    [Fact]
    public void EncryptorsDrawFreshSeeds()
    {
        SymmetricEncryptor encryptor = new(Parameters, kit.Secret, kit.Workers), another = new(Parameters, kit.Secret, kit.Workers);
        using Plaintext plaintext = kit.Encode(kit.Message(3), Parameters.MaxLevel);
        SeededCiphertext[] ciphertexts = [encryptor.EncryptSeeded(plaintext), encryptor.EncryptSeeded(plaintext), another.EncryptSeeded(plaintext)];
        double[][] errors = Array.ConvertAll(ciphertexts, x => ErrorOf(x, plaintext));

        Assert.Equal(3, ciphertexts.Select(static x => Convert.ToHexString(x.Seed.Bytes)).Distinct().Count());
        AssertIndependent(errors[0], errors[1]);
        AssertIndependent(errors[0], errors[2]);
        Assert.All(ciphertexts, x => Assert.DoesNotContain(Published(x), stream => errors.Any(error => stream.SequenceEqual(error))));
        Array.ForEach(ciphertexts, static x => x.Dispose());
    }

    // v (b, a) + (e0, e1), divided by the special prime with rounding, and the message.
    [Fact]
    public void PublicKeyEncryptionHasAMaskAndTwoErrorsOfOneSecretSeed()
    {
        using PublicKey key = kit.Generator.CreatePublicKey(kit.Secret);
        Encryptor encryptor = new(Parameters, key, kit.Workers, Draw);
        using Plaintext plaintext = kit.Encode(kit.Message(4), Parameters.MaxLevel);
        using Ciphertext x = encryptor.Encrypt(plaintext), y = encryptor.Encrypt(plaintext);

        Assert.Equal(2, drawn.Select(Convert.ToHexString).Distinct().Count());

        for (int limb = 0; limb <= Parameters.MaxLevel.Value; limb++)
        {
            ulong p = x[0].Modulus(limb).Value;
            ulong[] message = NaivePolynomials.Coefficients(plaintext.Polynomial, limb);
            Assert.Equal(NaivePolynomials.Add(Expected(key, 0, 1, limb), message, p), NaivePolynomials.Coefficients(x[0], limb));
            Assert.Equal(Expected(key, 1, 2, limb), NaivePolynomials.Coefficients(x[1], limb));
        }
    }

    // Their values are lost in the division, so the ciphertext cannot show that they differ.
    [Fact]
    public void TheMaskAndTheTwoErrorsHaveStreamsOfTheirOwn()
    {
        using Seed seed = Draw();
        using EncryptionRandomness random = new(Parameters.Ring.Limbs, seed);

        Assert.Equal(NaiveStreams.Ternary(NaiveStreams.SecretWords(drawn[0], 0, Parameters.N)), random.Mask.Span.ToArray());
        Assert.Equal(NaiveStreams.Errors(NaiveStreams.SecretWords(drawn[0], 1, Parameters.N)), random.Error0.Span.ToArray());
        Assert.Equal(NaiveStreams.Errors(NaiveStreams.SecretWords(drawn[0], 2, Parameters.N)), random.Error1.Span.ToArray());
    }

    [Fact]
    public void PublicKeyEncryptorsDrawFreshSeeds()
    {
        using PublicKey key = kit.Generator.CreatePublicKey(kit.Secret);
        Encryptor encryptor = new(Parameters, key, kit.Workers), another = new(Parameters, key, kit.Workers);
        using Plaintext plaintext = kit.Encode(kit.Message(5), new Level(0));
        using Ciphertext x = encryptor.Encrypt(plaintext), y = encryptor.Encrypt(plaintext), z = another.Encrypt(plaintext);

        Assert.All([(x, y), (x, z), (y, z)], static pair =>
        {
            Assert.False(pair.Item1[0].Limb(0).SequenceEqual(pair.Item2[0].Limb(0)));
            Assert.False(pair.Item1[1].Limb(0).SequenceEqual(pair.Item2[1].Limb(0)));
        });
    }

    private double[] Secret => kit.Secret.Coefficients.Span.ToArray();

    private Seed Draw()
    {
        drawn.Add([.. Enumerable.Range(0, Seed.Length).Select(i => (byte)((11 * i) + (31 * drawn.Count) + 5))]);

        return Seed.From(drawn[^1]);
    }

    private double[] ErrorOf(SeededCiphertext x, Plaintext plaintext)
    {
        KeyOracle oracle = new(Parameters, new byte[Seed.Length]);
        double[][] errors = [.. Enumerable.Range(0, x.Level.LimbCount).Select(limb => oracle.ErrorOf(
            x.Masked, limb, x.Seed.Bytes, 0, (Secret, NaivePolynomials.Coefficients(plaintext.Polynomial, limb))))];
        Assert.All(errors, error => Assert.Equal(errors[0], error));

        return errors[0];
    }

    // Whatever a stranger could expand from a published seed.
    private List<double[]> Published(SeededCiphertext x) => [.. Enumerable.Range(0, 8).SelectMany(stream => (double[][])
    [
        NaiveStreams.Errors(NaiveStreams.SecretWords(x.Seed.Bytes, (ulong)stream, Parameters.N)),
        NaiveStreams.Errors(NaiveStreams.PublicWords(x.Seed.Bytes, (ulong)stream, Parameters.N)),
    ])];

    // (x - [x]_p) / p for x = v k + e, modulo a ciphertext prime.
    private ulong[] Expected(PublicKey key, int half, ulong errorStream, int limb)
    {
        double[] mask = NaiveStreams.Ternary(NaiveStreams.SecretWords(drawn[0], 0, Parameters.N));
        double[] error = NaiveStreams.Errors(NaiveStreams.SecretWords(drawn[0], errorStream, Parameters.N));
        Runtime.Ring.RnsPolynomial k = half == 0 ? key.Masked : key.Uniform;
        ulong special = Parameters.Set.P[0], q = Parameters.Set.Q[limb];
        double[] rest = NaivePolynomials.Balanced(Product(Parameters.Set.Q.Count, special), special);
        ulong inverse = (ulong)System.Numerics.BigInteger.ModPow(special, q - 2, q);

        return NaivePolynomials.Scale(NaivePolynomials.Subtract(Product(limb, q), NaivePolynomials.Canonical(rest, q), q), inverse, q);

        ulong[] Product(int index, ulong p) => NaivePolynomials.Add(
            NaivePolynomials.Multiply(NaivePolynomials.Coefficients(k, index), mask, p), NaivePolynomials.Canonical(error, p), p);
    }

    // Of the stated size, and with a correlation of at most five deviations.
    private static void AssertIndependent(double[] x, double[] y)
    {
        double deviation = Math.Sqrt(x.Average(static value => value * value));
        double correlation = x.Zip(y, static (a, b) => a * b).Average() / (ErrorSampler.StandardDeviation * ErrorSampler.StandardDeviation);

        Assert.InRange(deviation / ErrorSampler.StandardDeviation, 0.85, 1.15);
        Assert.InRange(Math.Abs(correlation), 0, 5 / Math.Sqrt(x.Length));
    }
}
