using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ckks.Secrets;
using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Keys;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;
using PowerSoftmax.Runtime.Rlwe.Secrets;
using PowerSoftmax.Runtime.Rlwe.Serialization;

namespace PowerSoftmax.Client;

/// <summary>Holds the secret key: encrypts what a model takes, decrypts what it answers. Thread-safe.</summary>
/// <remarks>
/// Disposing waits for encryptions and decryptions in progress; keys that are being made end with <see cref="ObjectDisposedException"/>, as
/// does every later call. It also frees the evaluation keys: servers that use them here end with that exception too.
/// </remarks>
public abstract class ModelClient : IDisposable
{
    private readonly Workers workers;
    private readonly SecretKey secret;
    private readonly Lazy<EvaluationKeys> evaluationKeys;
    private readonly ClientModel model;
    private readonly ClientCipher cipher;
    private readonly Lifetime lifetime;
    private readonly InputRangeCheck ranges;

    /// <summary>A client with a new secret key.</summary>
    protected ModelClient(Circuit circuit)
        : this(circuit, null)
    {
    }

    /// <param name="circuit">The compiled model.</param>
    /// <param name="secret">Owned by the new client; null makes a new one. One that was made without a circuit serves any.</param>
    /// <exception cref="IdentityMismatchException">The secret key was made for another circuit; it stays the caller's.</exception>
    protected ModelClient(Circuit circuit, SecretKey? secret)
    {
        IdentityChecks.RequireKeys(
            "the secret key", secret?.Identity ?? DataIdentity.None, circuit, "One secret key serves several circuits only if it is made without one.");
        Circuit = circuit;
        ranges = new InputRangeCheck(circuit);
        lifetime = new Lifetime(GetType().FullName!, () => Dispose(disposing: true));
        workers = new Workers(Math.Clamp(Environment.ProcessorCount, 1, 64));
        this.secret = secret ?? CreateSecret();
        evaluationKeys = new Lazy<EvaluationKeys>(CreateEvaluationKeys);
        model = new ClientModel(circuit);
        cipher = new ClientCipher(circuit, this.secret, workers);
    }

    /// <summary>What the client does with inputs.</summary>
    public ClientOptions Options { get; set; } = new();

    public Circuit Circuit { get; }

    /// <summary>The name of the client's keys, which evaluation keys, questions and answers carry: that of the secret key.</summary>
    public KeyId KeyId => secret.Id;

    /// <summary>What the client's evaluation keys and questions carry: its circuit and the name of its keys.</summary>
    public DataIdentity Identity => new(Circuit.Hash, KeyId);

    /// <summary>What a server needs to evaluate the circuit; made at the first call, which takes a while.</summary>
    /// <exception cref="ObjectDisposedException">The client was disposed, before or meanwhile.</exception>
    public EvaluationKeys EvaluationKeys => InUse(() => evaluationKeys.Value);

    /// <summary>The secret key, to be stored. Whoever has it reads every question and answer.</summary>
    /// <exception cref="ObjectDisposedException">The client was disposed.</exception>
    public SecretKey Secret => InUse(() => secret);

    /// <summary>Makes the evaluation keys one by one into a directory; memory for all of them is never needed.</summary>
    /// <param name="writer">Where to, made with <see cref="Identity"/>; completed here.</param>
    /// <param name="progress">Told after every key.</param>
    /// <param name="cancellationToken">Honored between keys; the directory then stays incomplete.</param>
    /// <exception cref="IdentityMismatchException">The directory was begun for other keys or another circuit.</exception>
    public KeyDirectory WriteEvaluationKeys(KeyDirectoryWriter writer, IProgress<KeyProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        IdentityChecks.Require("the key directory", writer.Identity, Circuit, KeyId);
        using LifetimeUse use = lifetime.Enter();
        using CancellationTokenSource canceled = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.Closing);
        using KeyGenerator generator = new(Circuit.Parameters, workers);
        try
        {
            generator.ForEachEvaluationKey(secret, Circuit.RequiredKeys, WriteThenDispose, progress, canceled.Token);
            return writer.Complete();
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            lifetime.ThrowIfClosed();
            throw;
        }

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
    /// <returns>The question, whose <see cref="EncryptedInput.Warnings"/> tell where the input leaves the calibrated ranges.</returns>
    /// <exception cref="ArgumentException">An input is missing or has another shape.</exception>
    /// <exception cref="InvalidInputException">A value is infinite or NaN.</exception>
    /// <exception cref="InputOutOfRangeException">A value leaves its calibrated range, and the options are strict.</exception>
    public EncryptedInput Encrypt(IReadOnlyDictionary<string, Tensor> inputs) => EncryptBatch([inputs]);

    /// <summary>Encrypts several inputs for one evaluation; a batch that is not full takes as long as a full one.</summary>
    /// <param name="inputs">The model's inputs by name: one to <see cref="Circuit.Batch"/> of them.</param>
    /// <returns>One question, whose <see cref="EncryptedInput.Warnings"/> tell where inputs leave the calibrated ranges.</returns>
    /// <exception cref="ArgumentException">There are none or too many, or one of them lacks an input or has one of another shape.</exception>
    /// <exception cref="InvalidInputException">A value is infinite or NaN.</exception>
    /// <exception cref="InputOutOfRangeException">A value leaves its calibrated range, and the options are strict.</exception>
    public EncryptedInput EncryptBatch(IReadOnlyList<IReadOnlyDictionary<string, Tensor>> inputs) => InUse(() => ranges.Encrypt(inputs, Options, model, cipher));

    /// <summary>The same for a model with one input: token ids.</summary>
    /// <inheritdoc cref="EncryptBatch(IReadOnlyList{IReadOnlyDictionary{string, Tensor}})"/>
    public EncryptedInput EncryptBatch(IReadOnlyList<int[]> values) => EncryptBatch([.. values.Select(each => model.SingleInput(ToDoubles<int>(each)))]);

    /// <inheritdoc cref="EncryptBatch(IReadOnlyList{int[]})"/>
    public EncryptedInput EncryptBatch(IReadOnlyList<long[]> values) => EncryptBatch([.. values.Select(each => model.SingleInput(ToDoubles<long>(each)))]);

    /// <summary>The same for a model with one input, each in row-major order.</summary>
    /// <inheritdoc cref="EncryptBatch(IReadOnlyList{IReadOnlyDictionary{string, Tensor}})"/>
    public EncryptedInput EncryptBatch(IReadOnlyList<float[]> values) => EncryptBatch([.. values.Select(each => model.SingleInput(ToDoubles<float>(each)))]);

    /// <summary>Decrypts the only output of a model, in row-major order.</summary>
    /// <remarks>For the owner of the key only: who sees many exact results can find the key. See <see cref="DecryptShared(EncryptedOutput, SharedPrecision)"/>.</remarks>
    /// <exception cref="IdentityMismatchException">The answer is of another circuit, or under other keys.</exception>
    /// <exception cref="InvalidInputException">Its ciphertexts are not those of the circuit's outputs.</exception>
    /// <exception cref="InvalidEncryptedDataException">It decrypts to what the circuit cannot produce.</exception>
    /// <exception cref="InvalidOperationException">The model has several outputs.</exception>
    public float[] Decrypt(EncryptedOutput output) => Single(DecryptAll(output));

    /// <summary>The only output for others to see: flooded and rounded before the model's cleartext end.</summary>
    /// <inheritdoc cref="DecryptSharedAll"/>
    /// <exception cref="InvalidOperationException">The model has several outputs.</exception>
    public float[] DecryptShared(EncryptedOutput output, SharedPrecision precision) => Single(DecryptSharedAll(output, precision));

    /// <summary>All outputs for others to see: flooded and rounded before the model's cleartext end.</summary>
    /// <param name="output">The server's answer.</param>
    /// <param name="precision">How precisely, how many results under this key will be shared, and how safely. <see cref="SharedNoise.Of"/> says what that gives.</param>
    /// <exception cref="SharedPrecisionException">The precision is finer than the circuit's noise allows: the finest is named. Or the circuit states no noise.</exception>
    /// <exception cref="IdentityMismatchException">The answer is of another circuit, or under other keys.</exception>
    /// <exception cref="InvalidInputException">Its ciphertexts are not those of the circuit's outputs.</exception>
    /// <exception cref="InvalidEncryptedDataException">It decrypts to what the circuit cannot produce.</exception>
    public IReadOnlyDictionary<string, Tensor> DecryptSharedAll(EncryptedOutput output, SharedPrecision precision) =>
        InUse(() => model.End(cipher.DecryptShared(output, SharedNoise.Of(Circuit, precision)), 1)[0]);

    /// <summary>Decrypts, unpacks and runs the model's cleartext end.</summary>
    /// <returns>The model's outputs by name.</returns>
    /// <exception cref="IdentityMismatchException">The answer is of another circuit, or under other keys.</exception>
    /// <exception cref="InvalidInputException">Its ciphertexts are not those of the circuit's outputs.</exception>
    /// <exception cref="InvalidEncryptedDataException">It decrypts to what the circuit cannot produce.</exception>
    public IReadOnlyDictionary<string, Tensor> DecryptAll(EncryptedOutput output) => DecryptBatchAll(output, 1)[0];

    /// <summary>Decrypts the only output of a model for several inputs, each in row-major order.</summary>
    /// <inheritdoc cref="DecryptBatchAll"/>
    /// <exception cref="InvalidOperationException">The model has several outputs.</exception>
    public IReadOnlyList<float[]> DecryptBatch(EncryptedOutput output, int count) => [.. DecryptBatchAll(output, count).Select(Single)];

    /// <summary>Decrypts, unpacks and runs the model's cleartext end for several inputs.</summary>
    /// <param name="output">The server's answer to a question of so many inputs.</param>
    /// <param name="count">Inputs that the question had: one to <see cref="Circuit.Batch"/>.</param>
    /// <returns>For each input, in the order of the question, the model's outputs by name.</returns>
    /// <exception cref="ArgumentException">An evaluation has not so many inputs.</exception>
    /// <exception cref="IdentityMismatchException">The answer is of another circuit, or under other keys.</exception>
    /// <exception cref="InvalidInputException">Its ciphertexts are not those of the circuit's outputs.</exception>
    /// <exception cref="InvalidEncryptedDataException">It decrypts to what the circuit cannot produce.</exception>
    public IReadOnlyList<IReadOnlyDictionary<string, Tensor>> DecryptBatchAll(EncryptedOutput output, int count)
    {
        model.RequireCount(count);
        return InUse(() => model.End(cipher.Decrypt(output), count));
    }

    public void Dispose()
    {
        lifetime.CloseAndWait();
        GC.SuppressFinalize(this);
    }

    /// <summary>Called once, when no call is in progress any more.</summary>
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
        return generator.CreateSecretKey(Circuit.Hash);
    }

    private EvaluationKeys CreateEvaluationKeys()
    {
        using KeyGenerator generator = new(Circuit.Parameters, workers);
        try
        {
            return generator.CreateEvaluationKeys(secret, Circuit.RequiredKeys, null, lifetime.Closing);
        }
        catch (OperationCanceledException)
        {
            lifetime.ThrowIfClosed();
            throw;
        }
    }

    private T InUse<T>(Func<T> operation)
    {
        using LifetimeUse use = lifetime.Enter();
        return operation();
    }

    private EncryptedInput EncryptSingle(double[] values) => Encrypt(model.SingleInput(values));

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
