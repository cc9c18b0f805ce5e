using System.Collections.Concurrent;
using PowerSoftmax.Ir.Bootstrapping;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Runtime.Circuits.Bootstrapping;

/// <summary>Bootstraps ciphertexts with real slots: slots to coefficients, raise, coefficients to slots, sine.</summary>
/// <remarks>
/// For 2^LogSlots slots; fewer than N/2 must repeat with that period, and cost less. Ciphertexts are bootstrapped in pairs, which take three
/// quarters of the time of one after the other. Thread-safe; disposing waits for bootstraps in progress. Plaintexts are encoded at the first bootstrap and kept.
/// Precision, levels, time and memory: docs/bootstrapping.md.
/// </remarks>
public sealed class Bootstrapper : IBootstrapper, IDisposable
{
    private readonly Evaluator evaluator;
    private readonly SlotsToCoefficients toCoefficients;
    private readonly CoefficientsToSlots toSlots;
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
        DiagonalEncoder encoder = new(evaluator.Parameters, evaluator.Workers);
        toCoefficients = new SlotsToCoefficients(Plan, evaluator, encoder);
        toSlots = new CoefficientsToSlots(Plan, encoder, evaluator.Parameters.SlotCount);
    }

    public BootstrapPlan Plan { get; }

    /// <summary>Memory of the plaintexts encoded so far.</summary>
    public long ByteCount => toCoefficients.ByteCount + toSlots.ByteCount;

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

    /// <summary>The same messages at a higher level: ciphertexts two by two, the last of an odd number by itself.</summary>
    /// <inheritdoc/>
    /// <exception cref="LevelMismatchException">An input is too low.</exception>
    /// <exception cref="ObjectDisposedException">This object or an input was disposed.</exception>
    public IReadOnlyList<Ciphertext> Bootstrap(
        IReadOnlyList<Ciphertext> inputs, Level target, double bound, CancellationToken cancellationToken = default)
    {
        using LifetimeUse use = lifetime.Enter();
        Scale scale = CoefficientScale(bound);
        Ciphertext[][] groups = [.. inputs.Select(Checked).Chunk(BootstrapWork.MostTogether)];
        OwnedCiphertexts[] results = IndependentCiphertexts.WorkAt(evaluator, Plan.RaisedLevel)
            .Collect(groups.Length, i => Together(groups[i], target, scale, cancellationToken));

        return [.. results.SelectMany(static result => result.Ciphertexts)];
    }

    /// <summary>The same message at a higher level.</summary>
    /// <inheritdoc cref="Bootstrap(IReadOnlyList{Ciphertext}, Level, double, CancellationToken)"/>
    public Ciphertext Bootstrap(Ciphertext input, Level target, double bound, CancellationToken cancellationToken = default) =>
        Bootstrap([input], target, bound, cancellationToken)[0];

    public void Dispose() => lifetime.CloseAndWait();

    private void Free()
    {
        toCoefficients.Dispose();
        toSlots.Dispose();
    }

    // One ciphertext is the case of an empty upper half.
    private OwnedCiphertexts Together(Ciphertext[] inputs, Level target, Scale scale, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using Ciphertext coefficients = toCoefficients.Apply(inputs, scale, cancellationToken);

        return Target(target).Refresh(coefficients, inputs.Length, scale, cancellationToken);
    }

    private TargetBootstrap Target(Level target) => targets.GetOrAdd(target, level => new TargetBootstrap(evaluator, Plan, toSlots, level));

    // A value at the bound becomes a coefficient of q0 / 2^LogMessageRatio.
    private Scale CoefficientScale(double bound) => bound > 0 && double.IsFinite(bound)
        ? new Scale(evaluator.Parameters.Set.Q[0] / (bound * Math.Pow(2, Plan.Literal.LogMessageRatio)))
        : throw new ArgumentOutOfRangeException(nameof(bound), bound, "the bound is the largest magnitude of a slot, and positive");

    private Ciphertext Checked(Ciphertext input)
    {
        Operands.SameParameters(nameof(Bootstrap), evaluator.Parameters, input.Parameters);
        Operands.Degree(nameof(Bootstrap), input, 1);

        return input.Level >= Plan.LowestInput
            ? input
            : throw new LevelMismatchException(
                $"Bootstrap: the ciphertext is at level {input.Level}, and slots-to-coefficients needs {Plan.LowestInput}. Bootstrap it earlier.");
    }
}
