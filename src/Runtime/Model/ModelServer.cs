using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Keys;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax;

/// <summary>Evaluates a model on encrypted inputs under one client's evaluation keys. Cannot decrypt anything. Thread-safe.</summary>
/// <remarks>Disposing cancels the evaluations in progress and waits for them; they, and later ones, end with <see cref="ObjectDisposedException"/>.</remarks>
public abstract class ModelServer : IDisposable
{
    private readonly Workers workers;
    private readonly CircuitEngine engine;
    private readonly PlannedEvaluationKeys? planned;
    private readonly DataIdentity identity;
    private readonly Lifetime lifetime;

    /// <param name="circuit">The compiled model.</param>
    /// <param name="keys">The client's; stay the caller's.</param>
    /// <param name="options">Threads and memory; null for the defaults.</param>
    /// <exception cref="IdentityMismatchException">The keys were made for another circuit, and the options do not allow that.</exception>
    /// <exception cref="MissingEvaluationKeyException">The circuit needs a key that is not there; named before anything is evaluated.</exception>
    /// <exception cref="KeyBudgetException">The keys take more memory than the options allow.</exception>
    protected ModelServer(Circuit circuit, EvaluationKeys keys, ServerOptions? options = null)
        : this(circuit, keys.Identity, options ?? new ServerOptions(), (_, chosen) => keys.ByteCount <= (chosen.MaxKeyBytes ?? long.MaxValue)
            ? keys
            : throw new KeyBudgetException(chosen.MaxKeyBytes!.Value, keys.ByteCount, "the keys are in memory already. Make the server from a key directory, or raise it"))
    {
    }

    /// <summary>A server that loads keys at their first use and drops them by plan, within <see cref="ServerOptions.MaxKeyBytes"/>.</summary>
    /// <param name="circuit">The compiled model.</param>
    /// <param name="keys">The client's. Its files must not change while the server lives.</param>
    /// <param name="options">Threads and memory; null for the defaults.</param>
    /// <exception cref="IdentityMismatchException">The keys were made for another circuit, and the options do not allow that.</exception>
    /// <exception cref="MissingEvaluationKeyException">The circuit needs a key that is not there; named before anything is evaluated.</exception>
    /// <exception cref="KeyBudgetException">One operation needs a key that takes more memory than the options allow.</exception>
    protected ModelServer(Circuit circuit, KeyDirectory keys, ServerOptions? options = null)
        : this(circuit, keys.Identity, options ?? new ServerOptions(), (workers, chosen) =>
        {
            circuit.Prepare(workers);
            return new PlannedEvaluationKeys(keys, circuit.KeyPlan, workers, chosen.MaxKeyBytes);
        })
    {
    }

    private ModelServer(Circuit circuit, DataIdentity keysIdentity, ServerOptions options, Func<IWorkers, ServerOptions, IEvaluationKeySource> open)
    {
        if (!options.AllowKeysOfOtherCircuits)
        {
            IdentityChecks.RequireKeys("the evaluation keys", keysIdentity, circuit, $"A server may take them on purpose with {nameof(ServerOptions.AllowKeysOfOtherCircuits)}.");
        }

        identity = new DataIdentity(circuit.Hash, keysIdentity.Keys);
        lifetime = new Lifetime(GetType().FullName!, () => Dispose(disposing: true));
        workers = new Workers(options.Threads);
        try
        {
            IEvaluationKeySource keys = open(workers, options);
            planned = keys as PlannedEvaluationKeys;
            engine = new CircuitEngine(circuit, keys, workers, options.PlaintextCacheBytes ?? circuit.UsualWeightCacheBytes);
        }
        catch
        {
            planned?.Dispose();
            workers.Dispose();
            throw;
        }
    }

    public Circuit Circuit => engine.Circuit;

    /// <summary>Keys loaded from a key directory so far, and the most memory they took; zero for keys that were in memory.</summary>
    public KeySchedule KeyLoads => planned?.Schedule ?? default;

    /// <summary>Evaluates the model.</summary>
    /// <param name="input">Stays the caller's.</param>
    /// <param name="progress">Told after every operation.</param>
    /// <param name="cancellationToken">Honored between key switches.</param>
    /// <returns>The encrypted answer, with the time each operation took.</returns>
    /// <exception cref="IdentityMismatchException">The input was made for another circuit, or under other keys than the server's.</exception>
    /// <exception cref="InvalidInputException">The input has another number of ciphertexts, or one is at another level or scale.</exception>
    /// <exception cref="ObjectDisposedException">The server, the input or the keys were disposed, before or meanwhile.</exception>
    public Task<EncryptedOutput> EvaluateAsync(
        EncryptedInput input, IProgress<CircuitProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Task.Factory.StartNew(
            () => Evaluate(input, progress, cancellationToken), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    public void Dispose()
    {
        lifetime.CloseAndWait();
        GC.SuppressFinalize(this);
    }

    /// <summary>Runs every operation of the circuit and hands the outputs out to the session.</summary>
    protected abstract void Run(CircuitSession session);

    /// <summary>Called once, when no evaluation is in progress any more.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            engine.Dispose();
            planned?.Dispose();
            workers.Dispose();
        }
    }

    private EncryptedOutput Evaluate(EncryptedInput input, IProgress<CircuitProgress>? progress, CancellationToken cancellationToken)
    {
        using LifetimeUse use = lifetime.Enter(), ofInput = input.Enter();
        IdentityChecks.Require("the question", input.Identity, Circuit, identity.Keys);
        using CancellationTokenSource canceled = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.Closing);
        try
        {
            return EvaluateHere(input, progress, canceled.Token);
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            lifetime.ThrowIfClosed();
            throw;
        }
    }

    private EncryptedOutput EvaluateHere(EncryptedInput input, IProgress<CircuitProgress>? progress, CancellationToken cancellationToken)
    {
        using CircuitSession session = new(engine, input.Ciphertexts, progress, cancellationToken);
        bool complete = false;
        try
        {
            Run(session);
            complete = session.Outputs.All(static output => output is not null);
            return complete
                ? new EncryptedOutput([.. session.Outputs.Select(static output => output!)], identity, session.Latency)
                : throw new InvalidCircuitException(Circuit.Name, "the code ended without handing out every output");
        }
        finally
        {
            foreach (Ciphertext? output in complete ? [] : session.Outputs)
            {
                output?.Dispose();
            }
        }
    }
}
