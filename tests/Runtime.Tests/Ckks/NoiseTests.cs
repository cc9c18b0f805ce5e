using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Runtime.Tests.Ckks;

/// <summary>Predicted and measured noise side by side: the standard deviation over all slots, in units of the message.</summary>
/// <remarks>
/// A coefficient error of variance v gives the real part of every slot variance N v / 2. Costache et al., eprint 2022/162.
/// </remarks>
public sealed class NoiseTests : IDisposable
{
    private const double ErrorVariance = 10.5;
    private const double Rounding = 1.0 / 12;

    private readonly CkksKit kit = CkksKit.WithKeys(InsecureParameters.LogN11, 1);
    private readonly double[] message;

    public NoiseTests() => message = kit.Message(8);

    private double N => kit.Parameters.N;

    private double CiphertextRounding => Rounding * (1 + (2 * N / 3));

    [Fact]
    public void SecretKeyEncryption()
    {
        using Ciphertext x = kit.Encrypt(message);
        AssertNoise(ErrorVariance + Rounding, x, i => message[i]);
    }

    [Fact]
    public void PublicKeyEncryption()
    {
        using PublicKey key = kit.Generator.CreatePublicKey(kit.Secret);
        using Plaintext plaintext = kit.Encode(message, kit.Parameters.MaxLevel);
        using Ciphertext x = new Encryptor(kit.Parameters, key, kit.Workers).Encrypt(plaintext);
        AssertNoise(Rounding + CiphertextRounding, x, i => message[i]);
    }

    [Fact]
    public void Rescale()
    {
        using Ciphertext x = kit.Encrypt(message);
        using Ciphertext product = kit.Evaluator.MultiplyConstant(x, 1.0, x.Scale);
        using Ciphertext rescaled = kit.Evaluator.Rescale(product);
        AssertNoise(ErrorVariance + Rounding + CiphertextRounding, rescaled, i => message[i]);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(2)]
    [InlineData(0)]
    public void Rotation(int level)
    {
        using Ciphertext x = kit.Encrypt(message, new Level(level));
        using Ciphertext rotated = kit.Evaluator.Rotate(x, 1);
        AssertNoise(ErrorVariance + Rounding + KeySwitch(new Level(level)), rotated, i => message[(i + 1) % message.Length]);
    }

    [Fact]
    public void DroppingLevelsAddsNothing()
    {
        using Ciphertext x = kit.Encrypt(message);
        using Ciphertext dropped = kit.Evaluator.DropLevel(x, new Level(0));
        AssertNoise(ErrorVariance + Rounding, dropped, i => message[i]);
    }

    public void Dispose() => kit.Dispose();

    private double KeySwitch(Level level)
    {
        CkksParameterSet set = kit.Parameters.Set;
        double digits = 0;

        for (int first = 0; first < level.LimbCount; first += set.DigitSize)
        {
            ulong[] primes = [.. set.Q.Take(level.LimbCount).Skip(first).Take(set.DigitSize)];
            double ratio = Math.Pow(2, SecurityTable.Log2(primes) - SecurityTable.Log2(set.P));
            digits += Rounding * ratio * ratio * primes.Length;
        }

        return (N * ErrorVariance * digits) + CiphertextRounding;
    }

    // Slots are N/2 samples of one deviation: 20 % is many times their spread.
    private void AssertNoise(double coefficientVariance, Ciphertext actual, Func<int, double> expected)
    {
        double[] decrypted = kit.Decrypt(actual);
        double measured = Math.Sqrt(Enumerable.Range(0, decrypted.Length).Average(i => Math.Pow(decrypted[i] - expected(i), 2)));
        double predicted = Math.Sqrt(N / 2 * coefficientVariance) / actual.Scale.Value;

        Assert.InRange(measured / predicted, 0.8, 1.2);
    }
}
