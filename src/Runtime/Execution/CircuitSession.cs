using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Runtime.Circuits;
using PowerSoftmax.Runtime.Ckks;

namespace PowerSoftmax.Runtime.Execution;

/// <summary>One evaluation of a circuit: the operations that generated code calls, one method an op.</summary>
/// <remarks>
/// Every method takes the index of its node in the circuit ("step") and finds weights, layouts, series, rotations and scales
/// there; it acts on each ciphertext of a bundle, on several at once where that is faster. An op of another kind at that step is an <see cref="InvalidCircuitException"/>. Operands are never consumed: the
/// session owns each result until <see cref="Output"/> or <see cref="Release"/>, and disposes what is left. Not thread-safe.
/// Once the engine is disposed every operation is an <see cref="ObjectDisposedException"/>.
/// </remarks>
public sealed class CircuitSession : IDisposable
{
    private readonly CircuitEngine engine;
    private readonly SessionValues values;
    private readonly SessionSteps steps;
    private readonly BundleOperations bundles;

    /// <param name="engine">Circuit, keys and threads.</param>
    /// <param name="inputs">The ciphertexts of all inputs of the circuit, in order; stay the caller's.</param>
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
        bundles = new BundleOperations(engine, steps.Cancellation);
    }

    public Circuit Circuit => engine.Circuit;

    /// <summary>Results so far, the ciphertexts of all outputs of the circuit in order; null where not yet handed out. They belong to the caller.</summary>
    public IReadOnlyList<Ciphertext?> Outputs => values.Outputs;

    /// <summary>Time of the operations so far.</summary>
    public LatencyTable Latency => steps.Latency;

    private Evaluator Evaluator => engine.Evaluator;

    /// <summary>The ciphertexts the client sent for this input.</summary>
    public CiphertextBundle Input(int step) => values.Input(step);

    public CiphertextBundle Add(CiphertextBundle left, CiphertextBundle right, int step) =>
        steps.Run<CkksAdd>(step, (_, _) => bundles.Each(left, i => Evaluator.Add(left[i], right[i])));

    /// <summary>Product of degree 2; relinearize and rescale follow as steps of their own.</summary>
    public CiphertextBundle Multiply(CiphertextBundle left, CiphertextBundle right, int step) => steps.Run<CkksMultiply>(
        step, (_, _) => bundles.Each(left, i => ReferenceEquals(left[i], right[i]) ? Evaluator.Square(left[i]) : Evaluator.Multiply(left[i], right[i])));

    /// <summary>Sums of products of real ciphertexts, each times its pair, of degree 2.</summary>
    /// <param name="operands">Factors and pairs in turn.</param>
    /// <param name="step">Which.</param>
    public CiphertextBundle MultiplyPairs(ReadOnlySpan<CiphertextBundle> operands, int step)
    {
        CiphertextBundle[] given = operands.ToArray();
        return steps.Run<CkksMultiplyPairs>(step, (_, _) => bundles.MultiplyPairs(given));
    }

    /// <summary>The sum of the products of two bundles, ciphertext by ciphertext, of degree 2.</summary>
    public CiphertextBundle InnerProduct(CiphertextBundle left, CiphertextBundle right, int step) =>
        steps.Run<CkksInnerProduct>(step, (_, _) => new CiphertextBundle(bundles.InnerProduct(left, right)));

    /// <summary>Two neighbours of a bundle as one complex ciphertext.</summary>
    public CiphertextBundle Pair(CiphertextBundle operand, int step) =>
        steps.Run<CkksPair>(step, (op, _) => bundles.Pair(operand, op.Pairs));

    /// <summary>Twice the real part of every slot.</summary>
    public CiphertextBundle RealPart(CiphertextBundle operand, int step) =>
        steps.Run<CkksRealPart>(step, (_, _) => bundles.Each(operand, i => Circuits.RealPart.Twice(Evaluator, operand[i])));

    public CiphertextBundle AddPlain(CiphertextBundle operand, int step) => steps.Run<CkksAddPlain>(step, (op, clock) =>
    {
        PlaintextForm form = new(operand.Level, operand.Scale, Extended: false);
        return op.Plain.CiphertextCount == operand.Count
            ? bundles.EachWithPlain(operand, Rent, (ciphertext, plain) => Evaluator.AddPlain(ciphertext, plain))
            : bundles.AddToPairs(operand, Rent);

        PlaintextLease<Plaintext> Rent(int i) => engine.Weights.Rent((step, i), op.Weight, op.Plain, form, clock);
    });

    public CiphertextBundle AddScalar(CiphertextBundle operand, int step) =>
        steps.Run<CkksAddScalar>(step, (op, _) => bundles.Each(operand, i => Evaluator.AddConstant(operand[i], op.Value)));

    public CiphertextBundle MultiplyPlain(CiphertextBundle operand, int step) => steps.Run<CkksMultiplyPlain>(step, (op, clock) =>
    {
        PlaintextForm form = new(operand.Level, op.PlainScale, Extended: false);
        return bundles.EachWithPlain(
            operand, i => engine.Weights.Rent((step, i), op.Weight, op.Plain, form, clock), (ciphertext, plain) => Evaluator.MultiplyPlain(ciphertext, plain));
    });

    /// <summary>A plain scale of 1 stands for an exact product with a whole number, which no rescale follows.</summary>
    public CiphertextBundle MultiplyScalar(CiphertextBundle operand, int step) => steps.Run<CkksMultiplyScalar>(
        step,
        (op, _) => bundles.Each(operand, i => op.PlainScale.Value == 1
            ? Evaluator.MultiplyInteger(operand[i], checked((long)op.Value))
            : Evaluator.MultiplyConstant(operand[i], op.Value, op.PlainScale)));

    public CiphertextBundle Relinearize(CiphertextBundle operand, int step) =>
        steps.Run<CkksRelinearize>(step, (_, _) => bundles.Each(operand, i => Evaluator.Relinearize(operand[i])));

    public CiphertextBundle Rescale(CiphertextBundle operand, int step) =>
        steps.Run<CkksRescale>(step, (_, _) => bundles.Each(operand, i => Evaluator.Rescale(operand[i])));

    /// <summary>Down to a lower level at exactly that level's scale.</summary>
    public CiphertextBundle MatchLevel(CiphertextBundle operand, int step) =>
        steps.Run<CkksMatchLevel>(step, (op, _) => bundles.Each(operand, i => Evaluator.MatchLevel(operand[i], op.Level)));

    /// <summary>Down to a lower level at the same scale.</summary>
    public CiphertextBundle DropLevel(CiphertextBundle operand, int step) =>
        steps.Run<CkksDropLevel>(step, (op, _) => bundles.Each(operand, i => Evaluator.DropLevel(operand[i], op.Level)));

    public CiphertextBundle Rotate(CiphertextBundle operand, int step) =>
        steps.Run<CkksRotate>(step, (op, _) => bundles.Each(operand, i => Evaluator.Rotate(operand[i], op.Steps)));

    public CiphertextBundle SumSlots(CiphertextBundle operand, int step) =>
        steps.Run<CkksSumSlots>(step, (op, _) => bundles.Each(operand, i => bundles.SumSlots(operand[i], op.Steps)));

    /// <summary>A linear map from one bundle to another; all its ciphertexts share rotations.</summary>
    public CiphertextBundle LinearMap(CiphertextBundle operand, int step) =>
        steps.Run<CkksLinearMap>(step, (op, clock) => bundles.Transform(operand, step, op.Scale, clock));

    public CiphertextBundle Polynomial(CiphertextBundle operand, int step) => steps.Run<CkksPolynomial>(
        step,
        (op, _) => bundles.Each(
            operand, i => engine.Polynomials.Evaluate(operand[i], Circuit.PolynomialOf(step), op.Scale, engine.CoefficientsOf(op, i), steps.Cancellation)));

    /// <summary>Up to a higher level, at that level's scale. Two ciphertexts of a bundle take less time than one after the other.</summary>
    public CiphertextBundle Bootstrap(CiphertextBundle operand, int step) => steps.Run<CkksBootstrap>(
        step, (op, _) => new CiphertextBundle(engine.Bootstrapper!.Bootstrap(operand.Ciphertexts, op.Target, op.Bound, steps.Cancellation)));

    /// <summary>Some ciphertexts of a bundle. Nothing is copied: they are freed when no value has them any more.</summary>
    public CiphertextBundle Part(CiphertextBundle operand, int step)
    {
        int width = Circuit.TypeOf(step).Form.Width();
        return steps.Run<CkksPart>(step, (op, _) => new CiphertextBundle([.. operand.Ciphertexts.Skip(op.First / width).Take(op.Taken / width)]));
    }

    /// <summary>Bundles one after the other as one. Nothing is copied.</summary>
    public CiphertextBundle Join(ReadOnlySpan<CiphertextBundle> parts, int step)
    {
        Ciphertext[] joined = [.. parts.ToArray().SelectMany(static part => part.Ciphertexts)];
        return steps.Run<CkksJoin>(step, (_, _) => new CiphertextBundle(joined));
    }

    /// <summary>The sum of all ciphertexts of a bundle.</summary>
    public CiphertextBundle Sum(CiphertextBundle operand, int step) =>
        steps.Run<CkksSum>(step, (_, _) => new CiphertextBundle(bundles.Sum(operand)));

    /// <summary>Hands a bundle out as the circuit's output of that step.</summary>
    public void Output(CiphertextBundle operand, int step) => values.HandOut(operand, step, Evaluator);

    /// <summary>Frees values after their last use. Inputs and outputs stay.</summary>
    public void Release(params ReadOnlySpan<CiphertextBundle> released)
    {
        foreach (CiphertextBundle value in released)
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
