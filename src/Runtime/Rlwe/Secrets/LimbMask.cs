using PowerSoftmax.Runtime.Kernels;
using PowerSoftmax.Runtime.Kernels.Drivers;
using PowerSoftmax.Runtime.Kernels.Operators;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe.Sampling;

namespace PowerSoftmax.Runtime.Rlwe.Secrets;

/// <summary>One limb of an encryption under a secret key: b = e - a s + factor m with a uniform. Cost: one sample, one transform, one pass.</summary>
internal static class LimbMask
{
    /// <param name="masked">Its limb i receives b.</param>
    /// <param name="i">Which limb.</param>
    /// <param name="error">The small coefficients of e.</param>
    /// <param name="source">Where a comes from.</param>
    /// <param name="uniform">Receives a.</param>
    /// <param name="terms">The other operands, limbs for the same prime.</param>
    public static void Encrypt(
        RnsPolynomial masked, int i, ReadOnlySpan<double> error, UniformLimb source, Span<double> uniform, MaskTerms terms)
    {
        masked.FillLimbFromIntegers(i, error);
        Span<double> limb = masked.Limb(i);

        // Piece by piece, each used while it is in the first-level cache.
        for (int start = 0, count; start < limb.Length; start += count)
        {
            count = source.FillNext(uniform[start..]);
            MaskTerms piece = new(terms.Secret.Slice(start, count), terms.Addend.IsEmpty ? default : terms.Addend.Slice(start, count), terms.Factor);
            Combine(masked.Ring.Lanes, uniform.Slice(start, count), piece, limb.Slice(start, count), masked.Modulus(i));
        }
    }

    private static void Combine(LaneWidth lanes, ReadOnlySpan<double> uniform, MaskTerms terms, Span<double> limb, Modulus modulus)
    {
        if (terms.Addend.IsEmpty)
        {
            TernaryDriver<SubtractProductModular>.Run(lanes, uniform, terms.Secret, limb, limb, modulus);
        }
        else
        {
            QuaternaryDriver<SubtractProductThenAddMultiple>.Run(
                lanes, new QuaternaryOperands(uniform, terms.Secret, limb, terms.Addend), limb, modulus, terms.Factor);
        }
    }
}
