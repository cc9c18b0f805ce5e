using PowerSoftmax.Ir.Bootstrapping;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;

namespace PowerSoftmax.Runtime.Circuits.Bootstrapping;

/// <summary>The half of a bootstrap at the bottom of the chain: the real slots of one or two ciphertexts become the coefficients of one.</summary>
internal sealed class SlotsToCoefficients : IDisposable
{
    private readonly Evaluator evaluator;
    private readonly LinearTransform transform;
    private readonly StageTransform[] first;
    private readonly StageTransform[] others;

    public SlotsToCoefficients(BootstrapPlan plan, Evaluator evaluator, DiagonalEncoder encoder)
    {
        this.evaluator = evaluator;
        transform = new LinearTransform(evaluator);
        first = [.. Enum.GetValues<CoefficientHalf>().Select(half => Stage(plan.SlotsToCoefficients[0], half))];
        others = [.. plan.SlotsToCoefficients.Skip(1).Select(stage => Stage(stage, CoefficientHalf.Lower))];

        StageTransform Stage(FourierStage stage, CoefficientHalf half) =>
            new(stage, () => ButterflyLayers.Forward(stage, half), encoder, evaluator.Parameters.SlotCount);
    }

    /// <summary>Memory of the plaintexts encoded so far.</summary>
    public long ByteCount => first.Concat(others).Sum(static stage => stage.ByteCount);

    /// <summary>A ciphertext at level 0 with the first one's slots in the lower coefficients and the second one's in the upper.</summary>
    /// <param name="inputs">One for each half, at a level of at least the number of stages; any may be the same. Stay the caller's.</param>
    /// <param name="scale">Scale of the coefficients.</param>
    /// <param name="cancellationToken">Honored between key switches.</param>
    public Ciphertext Apply(IReadOnlyList<Ciphertext> inputs, Scale scale, CancellationToken cancellationToken)
    {
        Ciphertext current = FirstStage(inputs, scale, cancellationToken);

        foreach (StageTransform stage in others)
        {
            using Ciphertext operand = current;
            current = Apply(stage, operand, scale, cancellationToken);
        }

        return current;
    }

    public void Dispose()
    {
        Array.ForEach(first, static stage => stage.Dispose());
        Array.ForEach(others, static stage => stage.Dispose());
    }

    private Ciphertext FirstStage(IReadOnlyList<Ciphertext> inputs, Scale scale, CancellationToken cancellationToken)
    {
        Ciphertext sum = Half(inputs, 0, scale, cancellationToken);

        for (int half = 1; half < inputs.Count; half++)
        {
            using Ciphertext lower = sum, upper = Half(inputs, half, scale, cancellationToken);
            sum = evaluator.Add(lower, upper);
        }

        return sum;
    }

    private Ciphertext Half(IReadOnlyList<Ciphertext> inputs, int half, Scale scale, CancellationToken cancellationToken)
    {
        using Ciphertext slots = Real(inputs[half]);

        return Apply(first[half], slots, scale, cancellationToken);
    }

    // Imaginary parts, which are noise, would reach the coefficients of both halves: 1 / sqrt(2) of it each. They are removed where a
    // key switch costs least, at the level where the stages end at 0.
    private Ciphertext Real(Ciphertext input)
    {
        using Ciphertext low = evaluator.DropLevel(input, new Level(1 + others.Length));
        using Ciphertext twice = RealPart.Twice(evaluator, low);

        return twice.MoveTo(evaluator.Parameters, twice.Scale * new Scale(2));
    }

    private Ciphertext Apply(StageTransform stage, Ciphertext input, Scale scale, CancellationToken cancellationToken) =>
        transform.Apply(input, stage.Plan, stage, scale, cancellationToken);
}
