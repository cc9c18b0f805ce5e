using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ckks.Secrets;
using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Keys;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Rlwe.Secrets;

namespace PowerSoftmax.Client;

/// <summary>Holds the secret key: encrypts what a model takes, decrypts what it answers.</summary>
public abstract class ModelClient : IDisposable
{
    private readonly Workers workers;
    private readonly SecretKey secret;
    private readonly Lazy<EvaluationKeys> evaluationKeys;
    private readonly ClientModel model;
    private readonly ClientCipher cipher;

    /// <summary>A client with a new secret key.</summary>
    protected ModelClient(Circuit circuit)
        : this(circuit, null)
    {
    }

    /// <param name="circuit">The compiled model.</param>
    /// <param name="secret">Owned by the new client; null makes a new one.</param>
    protected ModelClient(Circuit circuit, SecretKey? secret)
    {
        Circuit = circuit;
        workers = new Workers(Math.Clamp(Environment.ProcessorCount, 1, 64));
        this.secret = secret ?? CreateSecret();
        evaluationKeys = new Lazy<EvaluationKeys>(CreateEvaluationKeys);
        model = new ClientModel(circuit);
        cipher = new ClientCipher(circuit, this.secret, workers);
    }

    public Circuit Circuit { get; }

    /// <summary>What a server needs to evaluate the circuit; made at the first call, which takes a while.</summary>
    public EvaluationKeys EvaluationKeys => evaluationKeys.Value;

    /// <summary>The secret key, to be stored. Whoever has it reads every question and answer.</summary>
    public SecretKey Secret => secret;

    /// <summary>Makes the evaluation keys one by one into a directory; memory for all of them is never needed.</summary>
    /// <param name="writer">Where to; completed here.</param>
    /// <param name="progress">Told after every key.</param>
    /// <param name="cancellationToken">Honored between keys; the directory then stays incomplete.</param>
    public KeyDirectory WriteEvaluationKeys(KeyDirectoryWriter writer, IProgress<KeyProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        using KeyGenerator generator = new(Circuit.Parameters, workers);
        generator.ForEachEvaluationKey(secret, Circuit.RequiredKeys, WriteThenDispose, progress, cancellationToken);
        return writer.Complete();

        void WriteThenDispose(EvaluationKey key)
        {
            using (key)
            {
                writer.Write(key);
            }
        }
    }

    /// <summary>Encrypts the only input of a model: token ids.</summary>
    /// <exception cref="ArgumentException">The number of values is not the model's.</exception>
    public EncryptedInput Encrypt(ReadOnlySpan<int> values) => EncryptSingle(ToDoubles(values));

    /// <inheritdoc cref="Encrypt(ReadOnlySpan{int})"/>
    public EncryptedInput Encrypt(ReadOnlySpan<long> values) => EncryptSingle(ToDoubles(values));

    /// <summary>Encrypts the only input of a model, in row-major order.</summary>
    /// <exception cref="ArgumentException">The number of values is not the model's.</exception>
    public EncryptedInput Encrypt(ReadOnlySpan<float> values) => EncryptSingle(ToDoubles(values));

    /// <summary>Runs the model's cleartext beginning on the inputs, packs and encrypts its results.</summary>
    /// <param name="inputs">The model's inputs by name.</param>
    /// <exception cref="ArgumentException">An input is missing or has another shape.</exception>
    public EncryptedInput Encrypt(IReadOnlyDictionary<string, Tensor> inputs) => cipher.Encrypt(model.Begin(inputs));

    /// <summary>Decrypts the only output of a model, in row-major order.</summary>
    /// <remarks>For the owner of the key only: who sees many exact results can find the key. See <see cref="DecryptShared"/>.</remarks>
    /// <exception cref="InvalidOperationException">The model has several outputs.</exception>
    public float[] Decrypt(EncryptedOutput output) => Single(DecryptAll(output));

    /// <summary>The same for results that others will see: flooded and rounded before the model's cleartext end.</summary>
    /// <param name="output">The server's answer.</param>
    /// <param name="precisionBits">Results are multiples of 2^-precisionBits with noise of a few such units; well above the circuit's own noise.</param>
    /// <remarks>Li, Micciancio, "On the Security of Homomorphic Encryption on Approximate Numbers", eprint 2020/1533.</remarks>
    /// <exception cref="InvalidOperationException">The model has several outputs.</exception>
    public float[] DecryptShared(EncryptedOutput output, int precisionBits) => Single(model.End(cipher.DecryptShared(output, precisionBits)));

    /// <summary>Decrypts, unpacks and runs the model's cleartext end.</summary>
    /// <returns>The model's outputs by name.</returns>
    public IReadOnlyDictionary<string, Tensor> DecryptAll(EncryptedOutput output) => model.End(cipher.Decrypt(output));

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
        {
            return;
        }

        secret.Dispose();
        workers.Dispose();
        if (evaluationKeys.IsValueCreated)
        {
            evaluationKeys.Value.Dispose();
        }
    }

    private SecretKey CreateSecret()
    {
        using KeyGenerator generator = new(Circuit.Parameters, workers);
        return generator.CreateSecretKey();
    }

    private EvaluationKeys CreateEvaluationKeys()
    {
        using KeyGenerator generator = new(Circuit.Parameters, workers);
        return generator.CreateEvaluationKeys(secret, Circuit.RequiredKeys);
    }

    private EncryptedInput EncryptSingle(double[] values) => cipher.Encrypt(model.Begin(model.SingleInput(values)));

    private static float[] Single(IReadOnlyDictionary<string, Tensor> outputs) => outputs.Count == 1
        ? Array.ConvertAll(outputs.Values.Single().Values, static value => (float)value)
        : throw new InvalidOperationException($"the model has the outputs {string.Join(", ", outputs.Keys)}; use {nameof(DecryptAll)}");

    private static double[] ToDoubles<T>(ReadOnlySpan<T> values)
        where T : System.Numerics.INumber<T>
    {
        double[] result = new double[values.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = double.CreateChecked(values[i]);
        }

        return result;
    }
}
