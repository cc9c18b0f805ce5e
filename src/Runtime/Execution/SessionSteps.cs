using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Runtime.Ckks;

namespace PowerSoftmax.Runtime.Execution;

/// <summary>Runs the operations of one session: checks the step, measures, tells the progress, checks the result's level and scale.</summary>
internal sealed class SessionSteps(
    Circuit circuit, SessionValues values, IProgress<CircuitProgress>? progress, CancellationToken cancellation)
{
    private readonly List<OperationTiming> timings = [];
    private double fraction;

    public CancellationToken Cancellation => cancellation;

    public LatencyTable Latency => new([.. timings]);

    public Ciphertext Run<T>(int step, Func<T, OperationClock, Ciphertext> body)
        where T : CkksOp
    {
        cancellation.ThrowIfCancellationRequested();
        T op = circuit.Op<T>(step);
        OperationClock clock = new();
        Ciphertext result = body(op, clock);
        values.Own(result);
        Check(step, result);
        timings.Add(new OperationTiming(circuit.Operations[step], clock.Milliseconds, clock.EncodeMilliseconds, circuit.KeySwitchesOf(step)));
        Report(step);
        return result;
    }

    private void Check(int step, Ciphertext result)
    {
        CiphertextType type = circuit.TypeOf(step);
        if (result.Level != type.Level || !result.Scale.Matches(type.Scale) || result.Degree != type.Degree)
        {
            throw new InvalidCircuitException(
                circuit.Name,
                $"step {step} ('{circuit.Operations[step].Name}') states level {type.Level}, scale {type.Scale}, degree {type.Degree}; its operands give level {result.Level}, scale {result.Scale}, degree {result.Degree}");
        }
    }

    private void Report(int step)
    {
        fraction = Math.Max(fraction, circuit.FractionAfter(step));
        progress?.Report(new CircuitProgress(step, circuit.Operations.Count, circuit.Operations[step].Name, fraction));
    }
}
