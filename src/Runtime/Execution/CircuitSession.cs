using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Circuits;
using PowerSoftmax.Runtime.Ckks;

namespace PowerSoftmax.Runtime.Execution;

/// <summary>One evaluation of a circuit: the operations that generated code calls, one method an op.</summary>
/// <remarks>
/// Every method takes the index of its node in the circuit ("step") and finds weights, layouts, series, rotations and scales
/// there; an op of another kind at that step is an <see cref="InvalidCircuitException"/>. Operands are never consumed: the
/// session owns each result until <see cref="Output"/> or <see cref="Release"/>, and disposes what is left. Not thread-safe.
/// Once the engine is disposed every operation is an <see cref="ObjectDisposedException"/>.
/// </remarks>
public sealed class CircuitSession : IDisposable
{
    private readonly CircuitEngine engine;
    private readonly SessionValues values;
    private readonly SessionSteps steps;

    /// <param name="engine">Circuit, keys and threads.</param>
    /// <param name="inputs">One ciphertext for each input of the circuit, in order; stay the caller's.</param>
    /// <param name="progress">Told after every operation.</param>
    /// <param name="cancellationToken">Honored between operations, and between the key switches of long ones.</param>
    /// <exception cref="InvalidInputException">The number of inputs differs, or one has another level, scale or degree than the circuit asks for.</exception>
    public CircuitSession(
        CircuitEngine engine,
        IReadOnlyList<Ciphertext> inputs,
        IProgress<CircuitProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        this.engine = engine;
        values = new SessionValues(engine.Circuit, inputs);
        steps = new SessionSteps(engine, values, progress, cancellationToken);
    }

    public Circuit Circuit => engine.Circuit;

    /// <summary>Results so far, in the order of the circuit's outputs; null where not yet handed out. They belong to the caller.</summary>
    public IReadOnlyList<Ciphertext?> Outputs => values.Outputs;

    /// <summary>Time of the operations so far.</summary>
    public LatencyTable Latency => steps.Latency;

    private Evaluator Evaluator => engine.Evaluator;

    /// <summary>The ciphertext the client sent for this input.</summary>
    public Ciphertext Input(int step) => values.Input(step);

    public Ciphertext Add(Ciphertext left, Ciphertext right, int step) =>
        steps.Run<CkksAdd>(step, (_, _) => Evaluator.Add(left, right));

    /// <summary>Product of degree 2; relinearize and rescale follow as steps of their own.</summary>
    public Ciphertext Multiply(Ciphertext left, Ciphertext right, int step) => steps.Run<CkksMultiply>(
        step, (_, _) => ReferenceEquals(left, right) ? Evaluator.Square(left) : Evaluator.Multiply(left, right));

    public Ciphertext AddPlain(Ciphertext operand, int step) => steps.Run<CkksAddPlain>(step, (op, clock) =>
    {
        PlaintextForm form = new(operand.Level, operand.Scale, Extended: false);
        using PlaintextLease<Plaintext> weight = engine.Weights.Rent(step, op.Weight, op.Plain, form, clock);
        return Evaluator.AddPlain(operand, weight.Plaintext);
    });

    public Ciphertext AddScalar(Ciphertext operand, int step) =>
        steps.Run<CkksAddScalar>(step, (op, _) => Evaluator.AddConstant(operand, op.Value));

    public Ciphertext MultiplyPlain(Ciphertext operand, int step) => steps.Run<CkksMultiplyPlain>(step, (op, clock) =>
    {
        PlaintextForm form = new(operand.Level, op.PlainScale, Extended: false);
        using PlaintextLease<Plaintext> weight = engine.Weights.Rent(step, op.Weight, op.Plain, form, clock);
        return Evaluator.MultiplyPlain(operand, weight.Plaintext);
    });

    /// <summary>A plain scale of 1 stands for an exact product with a whole number, which no rescale follows.</summary>
    public Ciphertext MultiplyScalar(Ciphertext operand, int step) => steps.Run<CkksMultiplyScalar>(
        step,
        (op, _) => op.PlainScale.Value == 1
            ? Evaluator.MultiplyInteger(operand, checked((long)op.Value))
            : Evaluator.MultiplyConstant(operand, op.Value, op.PlainScale));

    public Ciphertext Relinearize(Ciphertext operand, int step) =>
        steps.Run<CkksRelinearize>(step, (_, _) => Evaluator.Relinearize(operand));

    public Ciphertext Rescale(Ciphertext operand, int step) =>
        steps.Run<CkksRescale>(step, (_, _) => Evaluator.Rescale(operand));

    /// <summary>Down to a lower level at exactly that level's scale.</summary>
    public Ciphertext MatchLevel(Ciphertext operand, int step) =>
        steps.Run<CkksMatchLevel>(step, (op, _) => Evaluator.MatchLevel(operand, op.Level));

    /// <summary>Down to a lower level at the same scale.</summary>
    public Ciphertext DropLevel(Ciphertext operand, int step) =>
        steps.Run<CkksDropLevel>(step, (op, _) => Evaluator.DropLevel(operand, op.Level));

    public Ciphertext Rotate(Ciphertext operand, int step) =>
        steps.Run<CkksRotate>(step, (op, _) => Evaluator.Rotate(operand, op.Steps));

    public Ciphertext SumSlots(Ciphertext operand, int step) => steps.Run<CkksSumSlots>(step, (op, _) =>
    {
        Ciphertext sum = Evaluator.Copy(operand);
        foreach (long rotation in op.Steps)
        {
            steps.Cancellation.ThrowIfCancellationRequested();
            using Ciphertext rotated = Evaluator.Rotate(sum, (int)rotation);
            Evaluator.Add(sum, rotated, sum);
        }

        return sum;
    });

    public Ciphertext MatrixProduct(Ciphertext operand, int step) => steps.Run<CkksMatrixProduct>(
        step,
        (op, clock) => engine.Transform.Apply(
            operand, Circuit.MatrixOf(step).Plan, engine.Weights.DiagonalsOf(step, clock), op.Scale, steps.Cancellation));

    public Ciphertext Polynomial(Ciphertext operand, int step) => steps.Run<CkksPolynomial>(
        step, (op, _) => engine.Polynomials.Evaluate(operand, Circuit.PolynomialOf(step), op.Scale, steps.Cancellation));

    /// <summary>Up to a higher level, at that level's scale.</summary>
    public Ciphertext Bootstrap(Ciphertext operand, int step) => steps.Run<CkksBootstrap>(
        step, (op, _) => engine.Bootstrapper!.Bootstrap(operand, op.Target, op.Bound, steps.Cancellation));

    /// <summary>Hands a ciphertext out as the circuit's output of that step.</summary>
    public void Output(Ciphertext operand, int step) => values.HandOut(operand, step, Evaluator);

    /// <summary>Frees values after their last use. Inputs and outputs stay.</summary>
    public void Release(params ReadOnlySpan<Ciphertext> released)
    {
        foreach (Ciphertext value in released)
        {
            values.Release(value);
        }
    }

    /// <summary>Frees every value except inputs and outputs.</summary>
    public void Dispose()
    {
        values.Dispose();
        steps.Dispose();
    }
}
