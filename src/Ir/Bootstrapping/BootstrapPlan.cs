using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Ir.Bootstrapping;

/// <summary>What a bootstrap of a number of slots does at which level, and the evaluation keys that follow. Pure.</summary>
/// <remarks>Levels are those of the whole chain; a bootstrap to a lower target leaves primes out in the middle and uses the same keys.</remarks>
public sealed class BootstrapPlan
{
    private const int TraceBits = 3;

    /// <param name="parameters">A set that bootstraps.</param>
    /// <param name="logSlots">Base-2 logarithm of the slots, 1 to LogN - 1. Fewer than N/2: the slots repeat with that period.</param>
    /// <exception cref="ParameterException">The set does not bootstrap, or the number of slots is out of range.</exception>
    public BootstrapPlan(CkksParameterSet parameters, int logSlots)
    {
        BootstrappingLiteral literal = parameters.Bootstrapping
            ?? throw new ParameterException(nameof(parameters.Bootstrapping), "absent", "this set does not bootstrap: choose one of BootstrappingSets.");

        if (logSlots < 1 || logSlots > parameters.LogN - 1)
        {
            throw new ParameterException(nameof(logSlots), $"{logSlots}", $"allowed is 1 to {parameters.LogN - 1}.");
        }

        Parameters = parameters;
        LogSlots = logSlots;
        Literal = literal;
        SlotsToCoefficients = FourierStages.SlotsToCoefficients(logSlots, literal.SlotsToCoefficientsLevels);
        CoefficientsToSlots = FourierStages.CoefficientsToSlots(logSlots, literal.CoefficientsToSlotsLevels);
    }

    public CkksParameterSet Parameters { get; }

    public BootstrappingLiteral Literal { get; }

    public int LogSlots { get; }

    /// <summary>Lowest level of an operand of any bootstrap of this set.</summary>
    public Level LowestInput => new(Literal.SlotsToCoefficientsLevels);

    /// <summary>Stages at levels n, n - 1, … 1.</summary>
    public IReadOnlyList<FourierStage> SlotsToCoefficients { get; }

    /// <summary>Stages at the raised level and below.</summary>
    public IReadOnlyList<FourierStage> CoefficientsToSlots { get; }

    /// <summary>Level of the sine's argument, where the target is the highest one.</summary>
    public Level SineLevel => Parameters.TopLevel + Literal.SineLevels;

    /// <summary>Level that the modulus is raised to, where the target is the highest one.</summary>
    public Level RaisedLevel => SineLevel + CoefficientsToSlots.Count;

    /// <summary>Rotations that project a raised ciphertext onto the slots' subring, in steps: a step adds all its rotations to its operand.</summary>
    /// <remarks>A step sums over up to three bits of the rotation by seven rotations of one decomposition, which costs less than three one after the other.</remarks>
    public IReadOnlyList<IReadOnlyList<int>> TraceSteps => [.. Enumerable.Range(LogSlots, Parameters.LogN - 1 - LogSlots)
        .GroupBy(bit => (bit - LogSlots) / TraceBits)
        .Select(bits => Enumerable.Range(1, (1 << bits.Count()) - 1).Select(multiple => multiple << bits.First()).ToArray())];

    /// <summary>Rotations and the level each is used at; a rotation may come several times.</summary>
    public IEnumerable<(int Rotation, Level Level)> Rotations =>
        SlotsToCoefficients.SelectMany((stage, i) => At(stage, new Level(SlotsToCoefficients.Count - i)))
            .Concat(TraceSteps.SelectMany(static step => step).Select(rotation => (rotation, RaisedLevel)))
            .Concat(CoefficientsToSlots.SelectMany((stage, i) => At(stage, RaisedLevel - i)));

    /// <summary>Memory of the encoded matrices, which bootstraps to all targets share.</summary>
    /// <remarks>The stages of neighbours are there for either half of the coefficients; one ciphertext by itself needs the lower half only.</remarks>
    public long MatrixBytes =>
        SlotsToCoefficients.Select((stage, i) => BytesOf(stage, new Level(SlotsToCoefficients.Count - i)))
            .Concat(CoefficientsToSlots.Select((stage, i) => BytesOf(stage, RaisedLevel - i)))
            .Sum();

    // Two residues a slot and prime; special primes only for products with baby rotations.
    private long BytesOf(FourierStage stage, Level level)
    {
        int special = stage.Split.Babies.Any(static rotation => rotation != 0) ? Parameters.P.Count : 0;

        int halves = stage.IsNearest ? BootstrapWork.MostTogether : 1;

        return halves * 2 * stage.Kept(Parameters.SlotCount).Slots * (level.LimbCount + special) * sizeof(double);
    }

    private static IEnumerable<(int Rotation, Level Level)> At(FourierStage stage, Level level) =>
        stage.KeyRotations.Select(rotation => (rotation, level));
}
