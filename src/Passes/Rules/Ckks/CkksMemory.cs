using PowerSoftmax.Ir.Bootstrapping;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Passes.Costs;

namespace PowerSoftmax.Passes.Rules.Ckks;

/// <summary>What rules predict memory with.</summary>
/// <param name="Parameters">Of the circuit.</param>
/// <param name="Products">Diagonals and rotations of its matrix products.</param>
/// <param name="Bootstrapping">What its bootstraps do; null where there are none.</param>
internal sealed record CkksMemory(CkksParameterSet Parameters, MatrixProductCounts Products, BootstrappingSet? Bootstrapping)
{
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
}
