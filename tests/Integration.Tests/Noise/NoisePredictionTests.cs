using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Passes.Noise;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ckks.Secrets;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Rlwe.Secrets;

namespace PowerSoftmax.Integration.Tests.Noise;

/// <summary>The compiler's noise model against the engine's errors, operation by operation. Insecure parameters.</summary>
public abstract class NoisePredictionTests : IDisposable
{
    private static readonly Level Top = new(5);

    private readonly CkksParameters parameters;
    private readonly NoiseModel model;
    private readonly SecretKey secret;
    private readonly EvaluationKeys keys;
    private readonly Encoder encoder;
    private readonly Encryptor encryptor;
    private readonly Decryptor decryptor;
    private readonly Evaluator evaluator;
    private readonly double[] message;

    /// <param name="specialPrimes">Primes of P, and of a digit.</param>
    protected NoisePredictionTests(int specialPrimes)
    {
        CkksParametersLiteral insecure = PrimeSelection.Select(new ChainRequest(12, Top.Value, 40, 48, specialPrimes, SecurityLevel.InsecureTest));
        IWorkers workers = Workers.Sequential;
        parameters = CkksParameters.Create(insecure);
        model = new NoiseModel(CkksParameterSet.Create(insecure));
        using KeyGenerator generator = new(parameters, workers);
        secret = generator.CreateSecretKey();
        keys = generator.CreateEvaluationKeys(secret, EvaluationKeyRequest.ForRotations(parameters, [1], Top, Top));
        encoder = new Encoder(parameters, workers);
        encryptor = new Encryptor(parameters, generator.CreatePublicKey(secret), workers);
        decryptor = new Decryptor(parameters, secret, workers);
        evaluator = new Evaluator(parameters, keys, workers);
        Random random = new(5);
        message = [.. Enumerable.Range(0, parameters.SlotCount).Select(_ => (2 * random.NextDouble()) - 1)];
    }

    [Fact]
    public void FreshCiphertexts()
    {
        using Ciphertext fresh = Fresh();

        AssertPredicted(model.Fresh(fresh.Scale), fresh, message);
    }

    [Fact]
    public void Rotations()
    {
        using Ciphertext fresh = Fresh();
        using Ciphertext rotated = evaluator.Rotate(fresh, 1);
        double[] before = Decrypt(fresh);

        // What the rotation itself adds, apart from what it was given.
        AssertPredicted(model.KeySwitch(Top, fresh.Scale), rotated, [.. before.Skip(1), before[0]], lowest: 0.5);
    }

    [Fact]
    public void Rescales()
    {
        using Ciphertext fresh = Fresh();
        using Ciphertext matched = evaluator.MatchLevel(fresh, Top - 1);

        AssertPredicted(model.Rescale(matched.Scale), matched, Decrypt(fresh));
    }

    [Fact]
    public void Squares()
    {
        using Ciphertext fresh = Fresh();
        using Ciphertext square = evaluator.SquareRelinearizeRescale(fresh);
        double meanSquare = message.Average(static x => x * x);
        double predicted = (4 * meanSquare * model.Fresh(fresh.Scale)) + model.Rescale(square.Scale);

        AssertPredicted(predicted, square, [.. message.Select(static x => x * x)]);
    }

    [Fact]
    public void PlainProducts()
    {
        using Ciphertext fresh = Fresh();
        using Plaintext factor = encoder.Encode(message, Top, fresh.Scale);
        using Ciphertext product = evaluator.MultiplyPlain(fresh, factor);
        using Ciphertext rescaled = evaluator.Rescale(product);
        double meanSquare = message.Average(static x => x * x);
        double predicted = (meanSquare * (model.Fresh(fresh.Scale) + model.Encoding(fresh.Scale))) + model.Rescale(rescaled.Scale);

        AssertPredicted(predicted, rescaled, [.. message.Select(static x => x * x)]);
    }

    public void Dispose()
    {
        keys.Dispose();
        secret.Dispose();
        GC.SuppressFinalize(this);
    }

    private Ciphertext Fresh()
    {
        using Plaintext plaintext = encoder.Encode(message, Top, parameters.DefaultScale(Top));
        return encryptor.Encrypt(plaintext);
    }

    private double[] Decrypt(Ciphertext ciphertext)
    {
        using Plaintext plaintext = decryptor.Decrypt(ciphertext);
        return encoder.Decode(plaintext);
    }

    private void AssertPredicted(double variance, Ciphertext actual, double[] expected, double lowest = 0.85)
    {
        double measured = Decrypt(actual).Zip(expected, static (left, right) => (left - right) * (left - right)).Average();

        Assert.InRange(Math.Sqrt(measured / variance), lowest, 1.15);
    }
}
