using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ckks.Secrets;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Rlwe.Sampling;
using PowerSoftmax.Runtime.Rlwe.Secrets;

namespace PowerSoftmax.Runtime.Tests.Ckks;

/// <summary>A client and a server in one: everything a test needs to encrypt, evaluate and decrypt.</summary>
public sealed class CkksKit : IDisposable
{
    private readonly KeyGenerator generator;

    public CkksKit(CkksParameters parameters, EvaluationKeyRequest request, IWorkers? workers = null)
    {
        Workers = workers ?? Runtime.Ring.Workers.Sequential;
        Parameters = parameters;
        generator = new KeyGenerator(parameters, Workers, Seed.From(new byte[32]));
        Secret = generator.CreateSecretKey();
        Keys = generator.CreateEvaluationKeys(Secret, request);
        Encoder = new Encoder(parameters, Workers);
        Encryptor = new SymmetricEncryptor(parameters, Secret, Workers);
        Decryptor = new Decryptor(parameters, Secret, Workers);
        Evaluator = new Evaluator(parameters, Keys, Workers);
    }

    public IWorkers Workers { get; }

    public CkksParameters Parameters { get; }

    public SecretKey Secret { get; }

    public EvaluationKeys Keys { get; }

    public Encoder Encoder { get; }

    public SymmetricEncryptor Encryptor { get; }

    public Decryptor Decryptor { get; }

    public Evaluator Evaluator { get; }

    internal KeyGenerator Generator => generator;

    /// <summary>Keys for relinearization, conjugation and the given rotations, all at the highest level.</summary>
    public static CkksKit WithKeys(CkksParameters parameters, params int[] rotations)
    {
        EvaluationKeyRequest request = EvaluationKeyRequest.ForRotations(parameters, rotations, parameters.MaxLevel, parameters.MaxLevel);
        GaloisKeyRequest conjugation = new(GaloisElement.ForConjugation(parameters.LogN), parameters.MaxLevel);

        return new CkksKit(parameters, request.Merge(new EvaluationKeyRequest(null, [conjugation])));
    }

    /// <summary>Uniform in [-1, 1], one for every slot.</summary>
    public double[] Message(int seed)
    {
        Random random = new(seed);

        return [.. Enumerable.Range(0, Parameters.SlotCount).Select(_ => (2 * random.NextDouble()) - 1)];
    }

    public Plaintext Encode(double[] message, Level level) => Encoder.Encode(message, level, Parameters.DefaultScale(level));

    public Ciphertext Encrypt(double[] message) => Encrypt(message, Parameters.MaxLevel);

    public Ciphertext Encrypt(double[] message, Level level)
    {
        using Plaintext plaintext = Encode(message, level);

        return Encryptor.Encrypt(plaintext);
    }

    public double[] Decrypt(Ciphertext ciphertext)
    {
        using Plaintext plaintext = Decryptor.Decrypt(ciphertext);

        return Encoder.Decode(plaintext);
    }

    /// <summary>Asserts that every slot is right up to 2^-bits, and says how many bits there are.</summary>
    public void AssertDecryptsTo(Func<int, double> expected, Ciphertext actual, double bits)
    {
        double[] message = Decrypt(actual);
        double error = Enumerable.Range(0, message.Length).Max(i => Math.Abs(message[i] - expected(i)));

        Assert.True(error < Math.Pow(2, -bits), $"{-Math.Log2(error):0.0} bits are right, {bits} were expected.");
    }

    public void Dispose()
    {
        Keys.Dispose();
        Secret.Dispose();
        generator.Dispose();
    }
}
