using PowerSoftmax.Ir.Bootstrapping;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Weights;
using PowerSoftmax.Passes.Costs;

namespace PowerSoftmax.Passes.Rules.Ckks;

/// <summary>What rules predict memory with.</summary>
/// <param name="Parameters">Of the circuit.</param>
/// <param name="Products">Diagonals and rotations of its linear maps.</param>
/// <param name="Bootstrapping">What its bootstraps do; null where there are none.</param>
internal sealed record CkksMemory(CkksParameterSet Parameters, MatrixProductCounts Products, BootstrappingSet? Bootstrapping)
{
    /// <summary>Plaintexts of a matrix in flight, counted as if each had all slots.</summary>
    private const int WholePlaintextsAtOnce = 64;

    /// <summary>Giant steps of a matrix that are summed in one pass over the baby rotations.</summary>
    private const int SumsAtOnce = 16;

    /// <summary>Bytes of so many limbs.</summary>
    public long Limbs(int count) => (long)count * Parameters.N * sizeof(double);

    /// <summary>Bytes of plaintexts of so many slots, of which each takes two residues a prime.</summary>
    public static long EncodedSlots(long slots, int limbs) => 2 * slots * limbs * sizeof(double);

    /// <summary>Polynomials of a key switch while it runs: the digits and a sum of two, in the extended basis, and what comes on top.</summary>
    public long KeySwitch(Level level, long more = 0)
    {
        KeySwitchShape shape = KeySwitchShape.At(level, Parameters.DigitSize);
        return (shape.Digits + 2 + more) * Limbs(shape.ExtendedLimbs);
    }

    /// <summary>
    /// What a matrix product needs to work: a decomposition in the extended basis, the baby rotations of one part, sums of giant steps and
    /// their total, and plaintexts that no cache holds. Babies in the extended basis are kept unrotated too.
    /// </summary>
    public long MatrixWorking(MatrixWork work, Level level)
    {
        int sums = Math.Min(work.Giants + work.Results, SumsAtOnce);
        long ciphertexts = work.IsExtended
            ? KeySwitch(level, 2 * (work.BabiesAtOnce + work.Decomposed + sums + 1))
            : KeySwitch(level, 2) + (2 * (work.BabiesAtOnce + sums + 1) * Limbs(level.LimbCount));
        long plaintexts = Math.Min(work.Diagonals.Slots, (long)WholePlaintextsAtOnce * work.Diagonals.SlotCount);

        return ciphertexts + EncodedSlots(plaintexts, PlaintextLimbs(work, level));
    }

    /// <summary>Encoded diagonals.</summary>
    public long MatrixEncoded(MatrixWork work, Level level) => EncodedSlots(work.Diagonals.Slots, PlaintextLimbs(work, level));

    private int PlaintextLimbs(MatrixWork work, Level level) => level.LimbCount + (work.IsExtended ? Parameters.P.Count : 0);
}
