using PowerSoftmax.Ir.Bootstrapping;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Noise;
using PowerSoftmax.Passes.Predict;
using PowerSoftmax.Passes.Select;

namespace PowerSoftmax.Passes.Plan;

/// <summary>Everything that is known of a compiled circuit before it runs.</summary>
/// <param name="Rows">By operation, in order.</param>
/// <param name="Parameters">Modulus chain, scale, certificate.</param>
/// <param name="Considered">The numbers of special primes that were compared.</param>
/// <param name="Keys">Evaluation keys and their bytes.</param>
/// <param name="Noise">Predicted noise on the checked samples.</param>
/// <param name="InputBytes">Ciphertexts the client sends, not seeded.</param>
/// <param name="OutputBytes">Ciphertexts the client receives.</param>
public sealed record CompilationPlan(
    IReadOnlyList<PlanRow> Rows,
    CkksParameterSet Parameters,
    IReadOnlyList<DigitChoice> Considered,
    KeySet Keys,
    NoiseReport Noise,
    long InputBytes,
    long OutputBytes)
{
    /// <summary>Speed that each thread after the first adds, as a share of the first's.</summary>
    public double ParallelGain { get; init; }

    /// <summary>Whose evaluation keys the circuit takes.</summary>
    public KeyFormat KeyFormat { get; init; }

    /// <summary>What the parameters' bootstraps do; null where the circuit needs none.</summary>
    public BootstrappingSet? Bootstrapping { get; init; }

    /// <summary>What was tried before the circuit was found, in order, the circuit's own attempt among them.</summary>
    public IReadOnlyList<PlanAttempt> Attempts { get; init; } = [];

    public int BootstrapCount => Rows.Count(static row => row.IsBootstrap);

    /// <summary>Cost of all bootstraps, part of the total.</summary>
    public OperationCost BootstrapCost => Rows.Where(static row => row.IsBootstrap).Aggregate(default(OperationCost), static (sum, row) => sum + row.Cost);

    /// <summary>Milliseconds and counts of the whole circuit on one thread.</summary>
    public OperationCost Total => Rows.Aggregate(default(OperationCost), static (sum, row) => sum + row.Cost);

    /// <summary>Predicted milliseconds of an evaluation after the first, with the encoding of the weights that no cache holds.</summary>
    public double MillisecondsOn(int threads) =>
        (Total.Milliseconds + (Total.EncodeMilliseconds * Plaintexts.ShareEncodedAgain)) / (1 + (ParallelGain * (Math.Max(1, threads) - 1)));

    /// <summary>Largest memory of ciphertexts and working space, without keys and encoded weights.</summary>
    public long PeakBytes => Rows.Max(static row => row.LiveBytes);

    /// <summary>The plaintexts that a server keeps unless told otherwise.</summary>
    public KeptPlaintexts Plaintexts { get; init; }

    /// <summary>Largest memory of an evaluation that keeps all its keys, and plaintexts as a server does unless told otherwise.</summary>
    public long MemoryBytes => PeakBytes + Plaintexts.Bytes + Keys.Bytes;

    /// <summary>Highest level of the circuit's values: the rescales that a value can have before it; primes for bootstraps are not counted.</summary>
    public int Levels => Bootstrapping?.Top.Value ?? Parameters.MaxLevel.Value;
}
