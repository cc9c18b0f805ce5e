using PowerSoftmax.Runtime.Kernels;

namespace PowerSoftmax.Runtime.Ckks.Encoding;

/// <summary>Large integers held in doubles to balanced residues.</summary>
/// <remarks>
/// A double of 2^53 or more is an integer too. One step x - round(x / p) p is exact (its result spans fewer than 53 bits) and takes off
/// about 50 bits, so two bring every integer below <see cref="Limit"/> under p and a third makes it balanced.
/// </remarks>
internal static class IntegerReduction
{
    /// <summary>2^97.</summary>
    public const double Limit = 2.0 * (1UL << 48) * (1UL << 48);

    /// <summary>The balanced residue of an integer of magnitude below <see cref="Limit"/>. No branch on the value.</summary>
    public static double Reduce(double integer, Modulus modulus) => Step(Step(Step(integer, modulus), modulus), modulus);

    private static double Step(double value, Modulus modulus) =>
        Math.FusedMultiplyAdd(-Math.Round(value * modulus.PInverse), modulus.P, value);
}
