using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Execution;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax;

/// <summary>Evaluates a model on encrypted inputs under one client's evaluation keys. Cannot decrypt anything.</summary>
public abstract class ModelServer : IDisposable
{
    private readonly Workers workers;
    private readonly CircuitEngine engine;

    /// <param name="circuit">The compiled model.</param>
    /// <param name="keys">The client's; stay the caller's.</param>
    /// <param name="options">Threads and memory; null for the defaults.</param>
    /// <exception cref="MissingEvaluationKeyException">The circuit needs a key that is not there; named before anything is evaluated.</exception>
    protected ModelServer(Circuit circuit, EvaluationKeys keys, ServerOptions? options = null)
    {
        ServerOptions chosen = options ?? new ServerOptions();
        workers = new Workers(chosen.Threads);
        try
        {
            engine = new CircuitEngine(circuit, keys, workers, chosen.PlaintextCacheBytes);
        }
        catch
        {
            workers.Dispose();
            throw;
        }
    }

    public Circuit Circuit => engine.Circuit;

    /// <summary>Evaluates the model.</summary>
    /// <param name="input">Stays the caller's.</param>
    /// <param name="progress">Told after every operation.</param>
    /// <param name="cancellationToken">Honored between key switches.</param>
    /// <returns>The encrypted answer, with the time each operation took.</returns>
    /// <exception cref="InvalidInputException">The input is for another circuit, or at another level.</exception>
    public Task<EncryptedOutput> EvaluateAsync(
        EncryptedInput input, IProgress<CircuitProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Task.Factory.StartNew(
            () => Evaluate(input, progress, cancellationToken), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Runs every operation of the circuit and hands the outputs out to the session.</summary>
    protected abstract void Run(CircuitSession session);

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            engine.Dispose();
            workers.Dispose();
        }
    }

    private EncryptedOutput Evaluate(EncryptedInput input, IProgress<CircuitProgress>? progress, CancellationToken cancellationToken)
    {
        using CircuitSession session = new(engine, input.Ciphertexts, progress, cancellationToken);
        bool complete = false;
        try
        {
            Run(session);
            complete = session.Outputs.All(static output => output is not null);
            return complete
                ? new EncryptedOutput([.. session.Outputs.Select(static output => output!)], session.Latency)
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
