using System.Collections.Concurrent;
using PowerSoftmax.Ir.Bootstrapping;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Runtime.Circuits.Bootstrapping;

/// <summary>Bootstraps ciphertexts with real slots: slots to coefficients, raise, coefficients to slots, sine.</summary>
/// <remarks>
/// For 2^LogSlots slots; fewer than N/2 must repeat with that period, and cost less. Two ciphertexts together cost less than one
/// after the other. Thread-safe; disposing waits for bootstraps in progress. Plaintexts are encoded at the first bootstrap and kept.
/// Precision, levels, time and memory: docs/bootstrapping.md.
/// </remarks>
public sealed class Bootstrapper : IBootstrapper, IDisposable
{
    private readonly Evaluator evaluator;
    private readonly LinearTransform transform;
    private readonly StageTransform[] stages;
    private readonly StageTransform firstForUpper;
    private readonly CoefficientsToSlots matrices;
    private readonly ConcurrentDictionary<Level, TargetBootstrap> targets = new();
    private readonly Lifetime lifetime;

    /// <param name="evaluator">Holds the keys of <see cref="RequiredKeys"/>.</param>
    /// <param name="logSlots">Base-2 logarithm of the slots; at most LogN - 1.</param>
    /// <exception cref="ParameterException">The parameters do not bootstrap, or the number of slots is out of range.</exception>
    public Bootstrapper(Evaluator evaluator, int logSlots)
    {
        this.evaluator = evaluator;
        lifetime = new Lifetime(nameof(Bootstrapper), Free);
        Plan = new BootstrapPlan(evaluator.Parameters.Set, logSlots);
        transform = new LinearTransform(evaluator);
        DiagonalEncoder encoder = new(evaluator.Parameters, evaluator.Workers);
        stages = [.. Plan.SlotsToCoefficients.Select(stage => Stage(stage, CoefficientHalf.Lower))];
        firstForUpper = Stage(Plan.SlotsToCoefficients[0], CoefficientHalf.Upper);
        matrices = new CoefficientsToSlots(Plan, encoder, evaluator.Parameters.SlotCount);

        StageTransform Stage(FourierStage stage, CoefficientHalf half) =>
            new(stage, () => ButterflyLayers.Forward(stage, half), encoder, evaluator.Parameters.SlotCount);
    }

    public BootstrapPlan Plan { get; }

    /// <summary>Memory of the plaintexts encoded so far.</summary>
    public long ByteCount => stages.Sum(static stage => stage.ByteCount) + firstForUpper.ByteCount + matrices.ByteCount;

    /// <summary>The keys that bootstraps to any target level need.</summary>
    public static EvaluationKeyRequest RequiredKeys(BootstrapPlan plan)
    {
        int logN = plan.Parameters.LogN;

        BootstrapKeys keys = BootstrapKeys.Of(plan);

        return new EvaluationKeyRequest(
            keys.Relinearization,
            keys.Rotations
                .Select(need => new GaloisKeyRequest(GaloisElement.ForRotation(need.Key, logN), need.Value))
                .Append(new GaloisKeyRequest(GaloisElement.ForConjugation(logN), keys.Conjugation)),
            keys.Encapsulation);
    }

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">This object or the input was disposed.</exception>
    public Ciphertext Bootstrap(Ciphertext input, Level target, double bound, CancellationToken cancellationToken = default)
    {
        using LifetimeUse use = lifetime.Enter();
        Scale scale = CoefficientScale(bound);
        using Ciphertext prepared = Prepared(input);
        using Ciphertext coefficients = AfterFirstStage(Apply(stages[0], prepared, scale, cancellationToken), scale, cancellationToken);

        return Target(target).Refresh(coefficients, [CoefficientHalf.Lower], scale, cancellationToken)[0];
    }

    /// <summary>Bootstraps two ciphertexts: all but the sine is done once for both.</summary>
    /// <inheritdoc cref="Bootstrap"/>
    public (Ciphertext First, Ciphertext Second) BootstrapPair(
        Ciphertext first, Ciphertext second, Level target, double bound, CancellationToken cancellationToken = default)
    {
        using LifetimeUse use = lifetime.Enter();
        Scale scale = CoefficientScale(bound);
        using Ciphertext coefficients = AfterFirstStage(FirstStage(first, second, scale, cancellationToken), scale, cancellationToken);
        Ciphertext[] refreshed = Target(target).Refresh(coefficients, [CoefficientHalf.Lower, CoefficientHalf.Upper], scale, cancellationToken);

        return (refreshed[0], refreshed[1]);
    }

    public void Dispose() => lifetime.CloseAndWait();

    private void Free()
    {
        Array.ForEach(stages, static stage => stage.Dispose());
        firstForUpper.Dispose();
        matrices.Dispose();
    }

    private TargetBootstrap Target(Level target) => targets.GetOrAdd(target, level => new TargetBootstrap(evaluator, Plan, matrices, level));

    // A value at the bound becomes a coefficient of q0 / 2^LogMessageRatio.
    private Scale CoefficientScale(double bound) => bound > 0 && double.IsFinite(bound)
        ? new Scale(evaluator.Parameters.Set.Q[0] / (bound * Math.Pow(2, Plan.Literal.LogMessageRatio)))
        : throw new ArgumentOutOfRangeException(nameof(bound), bound, "the bound is the largest magnitude of a slot, and positive");

    // At the level where slots-to-coefficients ends at 0.
    private Ciphertext Prepared(Ciphertext input)
    {
        Operands.SameParameters(nameof(Bootstrap), evaluator.Parameters, input.Parameters);
        Operands.Degree(nameof(Bootstrap), input, 1);

        return input.Level >= Plan.LowestInput
            ? evaluator.DropLevel(input, new Level(stages.Length))
            : throw new LevelMismatchException(
                $"Bootstrap: the ciphertext is at level {input.Level}, and slots-to-coefficients needs {Plan.LowestInput}. Bootstrap it earlier.");
    }

    // The second ciphertext's slots go to the upper coefficients.
    private Ciphertext FirstStage(Ciphertext first, Ciphertext second, Scale scale, CancellationToken cancellationToken)
    {
        using Ciphertext lower = Prepared(first), upper = Prepared(second);
        Ciphertext sum = Apply(stages[0], lower, scale, cancellationToken);
        using Ciphertext added = Apply(firstForUpper, upper, scale, cancellationToken);
        evaluator.Add(sum, added, sum);

        return sum;
    }

    private Ciphertext AfterFirstStage(Ciphertext input, Scale scale, CancellationToken cancellationToken)
    {
        Ciphertext current = input;

        foreach (StageTransform stage in stages.Skip(1))
        {
            using Ciphertext previous = current;
            current = Apply(stage, previous, scale, cancellationToken);
        }

        return current;
    }

    private Ciphertext Apply(StageTransform stage, Ciphertext input, Scale scale, CancellationToken cancellationToken) =>
        transform.Apply(input, stage.Plan, stage, scale, cancellationToken);
}
