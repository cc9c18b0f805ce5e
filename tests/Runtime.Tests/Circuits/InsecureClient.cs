using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ckks.Secrets;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Rlwe.Secrets;

namespace PowerSoftmax.Runtime.Tests.Circuits;

/// <summary>Keys and ciphertexts for tests, in a ring far too small to hide anything.</summary>
internal sealed class InsecureClient : IDisposable
{
    private readonly SecretKey secret;
    private readonly Encoder encoder;
    private readonly SymmetricEncryptor encryptor;
    private readonly Decryptor decryptor;

    public InsecureClient(CkksParameters parameters)
    {
        Parameters = parameters;
        using KeyGenerator generator = new(parameters, Workers.Sequential);
        secret = generator.CreateSecretKey();
        encoder = new Encoder(parameters, Workers.Sequential);
        encryptor = new SymmetricEncryptor(parameters, secret, Workers.Sequential);
        decryptor = new Decryptor(parameters, secret, Workers.Sequential);
    }

    public CkksParameters Parameters { get; }

    public static CkksParametersLiteral Literal(int levels, int logN = 11, int specialPrimes = 2) => PrimeSelection.Select(
        new ChainRequest(logN, levels, LogDefaultScale: 42, LogBase: 48, specialPrimes, SecurityLevel.InsecureTest));

    public static InsecureClient Create(int levels, int logN = 11) => new(CkksParameters.Create(Literal(levels, logN)));

    public EvaluationKeys Keys(EvaluationKeyRequest request)
    {
        using KeyGenerator generator = new(Parameters, Workers.Sequential);
        return generator.CreateEvaluationKeys(secret, request);
    }

    public EvaluationKeys Keys(IEnumerable<int> rotations) =>
        Keys(EvaluationKeyRequest.ForRotations(Parameters, rotations, Parameters.MaxLevel, Parameters.MaxLevel));

    public Ciphertext Encrypt(ReadOnlySpan<double> slots, Level level)
    {
        using Plaintext plaintext = encoder.Encode(slots, level, Parameters.DefaultScale(level));
        return encryptor.Encrypt(plaintext);
    }

    public double[] Decrypt(Ciphertext ciphertext)
    {
        using Plaintext plaintext = decryptor.Decrypt(ciphertext);
        return encoder.Decode(plaintext);
    }

    public void Dispose() => secret.Dispose();

    /// <summary>-log2 of the largest difference.</summary>
    public static double Bits(IReadOnlyList<double> expected, IReadOnlyList<double> actual) =>
        -Math.Log2(Math.Max(1e-300, expected.Zip(actual, static (left, right) => Math.Abs(left - right)).Max()));
}
