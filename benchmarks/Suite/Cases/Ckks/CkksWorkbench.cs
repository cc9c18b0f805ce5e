using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ckks.Secrets;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Rlwe.Secrets;

namespace PowerSoftmax.Benchmarks.Suite.Cases.Ckks;

/// <summary>Parameters, keys and one ciphertext of a configuration, everything at the highest level. Evaluation keys are made when first asked for.</summary>
public sealed class CkksWorkbench : IWorkbench
{
    private const int MostRotations = 8;
    private const int FewestRotations = 2;
    private const long MostKeyBytes = 4L << 30;

    private readonly Workers workers;
    private readonly Lazy<EvaluationKeys> keys;
    private readonly Lazy<Evaluator> evaluator;

    public CkksWorkbench(BenchmarkConfiguration configuration)
    {
        Configuration = configuration;
        workers = new Workers(configuration.Threads);
        Parameters = CkksParameters.Create(configuration.Parameters());
        Generator = new KeyGenerator(Parameters, workers);
        Secret = Generator.CreateSecretKey();
        keys = new Lazy<EvaluationKeys>(CreateKeys);
        evaluator = new Lazy<Evaluator>(() => new Evaluator(Parameters, keys.Value, workers));
        long rotations = Math.Clamp(MostKeyBytes / EvaluationKey.ByteCountAt(Parameters, Top), FewestRotations, MostRotations);
        Rotations = [.. Enumerable.Range(1, (int)rotations)];
        Encoder = new Encoder(Parameters, workers);
        Message = [.. Enumerable.Range(0, Parameters.SlotCount).Select(static i => Math.Sin(i))];
        Plaintext = Encoder.EncodeExtended(Message, Top, Parameters.DefaultScale(Top));
        X = new SymmetricEncryptor(Parameters, Secret, workers).Encrypt(Plaintext);
    }

    public BenchmarkConfiguration Configuration { get; }

    public SecurityLevel? Security => Parameters.Certificate.Level;

    public CkksParameters Parameters { get; }

    public IWorkers Workers => workers;

    public Level Top => Parameters.MaxLevel;

    /// <summary>Counts of a key switch.</summary>
    public KeySwitchShape Shape => Configuration.Shape;

    public KeyGenerator Generator { get; }

    public SecretKey Secret { get; }

    public Encoder Encoder { get; }

    /// <summary>Has a relinearization key and the keys of <see cref="Rotations"/>.</summary>
    public Evaluator Evaluator => evaluator.Value;

    /// <summary>A number in every slot.</summary>
    public double[] Message { get; }

    /// <summary>The message, with the special primes.</summary>
    public Plaintext Plaintext { get; }

    /// <summary>The message encrypted.</summary>
    public Ciphertext X { get; }

    /// <summary>
    /// Steps that have keys. There are several, to be used in turn, so that keys come from memory as they do in circuits: eight where
    /// they fit into 4 GiB.
    /// </summary>
    public IReadOnlyList<int> Rotations { get; }

    public void Dispose()
    {
        X.Dispose();
        Plaintext.Dispose();

        if (keys.IsValueCreated)
        {
            keys.Value.Dispose();
        }

        Secret.Dispose();
        Generator.Dispose();
        workers.Dispose();
        Parameters.Ring.Limbs.Trim();
    }

    private EvaluationKeys CreateKeys() =>
        Generator.CreateEvaluationKeys(Secret, EvaluationKeyRequest.ForRotations(Parameters, Rotations, Top, relinearization: Top));
}
