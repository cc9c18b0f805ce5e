using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Execution;

/// <summary>Runs the operations of one session: checks the step, measures, tells the progress, checks the result's level and scale.</summary>
/// <remarks>An operation that was canceled because the engine was disposed ends with <see cref="ObjectDisposedException"/>.</remarks>
internal sealed class SessionSteps(
    CircuitEngine engine, SessionValues values, IProgress<CircuitProgress>? progress, CancellationToken cancellation) : IDisposable
{
    private readonly Circuit circuit = engine.Circuit;
    private readonly CancellationTokenSource canceled = CancellationTokenSource.CreateLinkedTokenSource(cancellation, engine.Lifetime.Closing);
    private readonly List<OperationTiming> timings = [];
    private double fraction;

    /// <summary>Canceled by the caller, or because the engine is being disposed.</summary>
    public CancellationToken Cancellation => canceled.Token;

    public LatencyTable Latency => new([.. timings]);

    public CiphertextBundle Run<T>(int step, Func<T, OperationClock, CiphertextBundle> body)
        where T : CkksOp
    {
        using LifetimeUse use = engine.Lifetime.Enter();

        try
        {
            Cancellation.ThrowIfCancellationRequested();
            return RunHere(step, body);
        }
        catch (OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            engine.Lifetime.ThrowIfClosed();
            throw;
        }
    }

    public void Dispose() => canceled.Dispose();

    private CiphertextBundle RunHere<T>(int step, Func<T, OperationClock, CiphertextBundle> body)
        where T : CkksOp
    {
        T op = circuit.Op<T>(step);
        OperationClock clock = new();
        CiphertextBundle result = body(op, clock);
        values.Own(result);
        Check(step, result);
        timings.Add(new OperationTiming(circuit.Operations[step], clock.Milliseconds, clock.EncodeMilliseconds, circuit.KeySwitchesOf(step)));
        Report(step);
        return result;
    }

    private void Check(int step, CiphertextBundle result)
    {
        CiphertextType type = circuit.TypeOf(step);
        if (result.Level != type.Level || !result.Scale.Matches(type.Scale) || result.Degree != type.Degree || result.Count != type.Count)
        {
            throw new InvalidCircuitException(
                circuit.Name,
                $"step {step} ('{circuit.Operations[step].Name}') states level {type.Level}, scale {type.Scale}, degree {type.Degree}{Several(type.Count)}; its operands give level {result.Level}, scale {result.Scale}, degree {result.Degree}{Several(result.Count)}");
        }
    }

    private static string Several(int count) => count == 1 ? string.Empty : $", {count} ciphertexts";

    private void Report(int step)
    {
        fraction = Math.Max(fraction, circuit.FractionAfter(step));
        progress?.Report(new CircuitProgress(step, circuit.Operations.Count, circuit.Operations[step].Name, fraction));
    }
}
