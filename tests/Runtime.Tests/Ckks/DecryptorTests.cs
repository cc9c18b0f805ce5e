using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Rlwe.Sampling;
using PowerSoftmax.Runtime.Rlwe.Secrets;

namespace PowerSoftmax.Runtime.Tests.Ckks;

public class DecryptorTests
{
    [Fact]
    public void FloodedResultsAreRoundedAndOfTheStatedDeviation()
    {
        using CkksKit kit = new(InsecureParameters.LogN11, EvaluationKeyRequest.None);
        double[] message = kit.Message(4);
        using Ciphertext x = kit.Encrypt(message);
        using Seed seed = Seed.From([.. Enumerable.Range(0, Seed.Length).Select(static i => (byte)i)]);
        double[] flooded = kit.Decryptor.DecryptFlooded(x, 20, seed);

        Assert.All(flooded, static value => Assert.Equal(Math.Round(value * (1 << 20)), value * (1 << 20)));

        // A thousand numbers of deviation 1, rounded to integers: the mean within four of its deviations, the deviation within a tenth.
        double[] units = [.. flooded.Zip(message, static (shared, meant) => (shared - meant) * (1 << 20))];
        double deviation = Math.Sqrt(units.Average(static unit => unit * unit));
        Assert.Equal(1024, units.Length);
        Assert.InRange(Math.Abs(units.Average()), 0, 4 / Math.Sqrt(units.Length));
        Assert.InRange(deviation / Math.Sqrt(1 + (1.0 / 12)), 0.9, 1.1);
        Assert.InRange(units.Count(static unit => Math.Abs(unit) > 2.5) / (double)units.Length, 0.005, 0.025);
        Assert.NotEqual(flooded, kit.Decryptor.DecryptFlooded(x, 20));
        Assert.NotEqual(kit.Decryptor.DecryptFlooded(x, 20), kit.Decryptor.DecryptFlooded(x, 20));
    }

    [Theory]
    [InlineData(-41)]
    [InlineData(41)]
    public void APrecisionOutsideOfDoublesIsRefused(int bits)
    {
        using CkksKit kit = new(InsecureParameters.LogN11, EvaluationKeyRequest.None);
        using Ciphertext x = kit.Encrypt(kit.Message(4));

        Assert.Throws<ArgumentOutOfRangeException>(() => kit.Decryptor.DecryptFlooded(x, bits));
    }

    [Fact]
    public void AMessageIsWhatDecodingThePlaintextGives()
    {
        using CkksKit kit = CkksKit.WithKeys(InsecureParameters.LogN11);
        using Ciphertext high = kit.Encrypt(kit.Message(6)), low = kit.Encrypt(kit.Message(7), new Level(0)), square = kit.Evaluator.Square(high);

        Assert.All([high, low, square], x => Assert.Equal(kit.Decrypt(x), kit.Decryptor.DecryptMessage(x)));
    }

    [Fact]
    public void FreshNoiseHasTheSizeThatIsStated()
    {
        using CkksKit kit = new(InsecureParameters.LogN11, EvaluationKeyRequest.None);
        using PublicKey key = kit.Generator.CreatePublicKey(kit.Secret);
        using Plaintext zero = kit.Encode([0.0], kit.Parameters.MaxLevel);
        using Ciphertext withSecret = kit.Encryptor.Encrypt(zero), withPublic = new Encryptor(kit.Parameters, key, kit.Workers).Encrypt(zero);

        Assert.InRange(Deviation(withSecret) / ErrorSampler.StandardDeviation, 0.9, 1.1);
        Assert.InRange(Deviation(withPublic) / Math.Sqrt(kit.Parameters.N / 18.0), 0.9, 1.1);

        double Deviation(Ciphertext x)
        {
            using Plaintext noise = kit.Decryptor.Decrypt(x);
            Span<double> coefficients = noise.Polynomial.Limb(0);
            kit.Parameters.Ring.Ntt(0).Inverse(coefficients);

            return Math.Sqrt(coefficients.ToArray().Average(static value => value * value));
        }
    }

    [Fact]
    public void PublicKeyEncryptionHasRoundingNoiseOnly()
    {
        using CkksKit kit = new(InsecureParameters.LogN11, EvaluationKeyRequest.None);
        using PublicKey key = kit.Generator.CreatePublicKey(kit.Secret);
        double[] message = kit.Message(5);
        Encryptor encryptor = new(kit.Parameters, key, kit.Workers);

        for (Level level = new(0); level <= kit.Parameters.MaxLevel; level += 1)
        {
            using Plaintext plaintext = kit.Encode(message, level);
            using Ciphertext x = encryptor.Encrypt(plaintext);
            kit.AssertDecryptsTo(i => message[i], x, 33);
        }
    }

    [Fact]
    public void TwoEncryptionsOfOneMessageDiffer()
    {
        using CkksKit kit = new(InsecureParameters.LogN11, EvaluationKeyRequest.None);
        using Ciphertext x = kit.Encrypt([1.0]);
        using Ciphertext y = kit.Encrypt([1.0]);

        Assert.False(x[0].Limb(0).SequenceEqual(y[0].Limb(0)));
        Assert.False(x[1].Limb(0).SequenceEqual(y[1].Limb(0)));
    }

    [Fact]
    public void TheWrongKeyDecryptsToNonsense()
    {
        using CkksKit kit = new(InsecureParameters.LogN11, EvaluationKeyRequest.None);
        using KeyGenerator generator = new(kit.Parameters, kit.Workers);
        using SecretKey other = generator.CreateSecretKey();
        using Ciphertext x = kit.Encrypt([1.0]);
        using Plaintext plaintext = new Runtime.Ckks.Secrets.Decryptor(kit.Parameters, other, kit.Workers).Decrypt(x);

        Assert.Contains(kit.Encoder.Decode(plaintext), static value => Math.Abs(value) > 1000);
    }
}
