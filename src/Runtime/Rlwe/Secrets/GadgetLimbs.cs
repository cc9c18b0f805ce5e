using PowerSoftmax.Runtime.Kernels.Drivers;
using PowerSoftmax.Runtime.Kernels.Operators;
using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe.Sampling;

namespace PowerSoftmax.Runtime.Rlwe.Secrets;

/// <summary>Single limbs of an evaluation key that switches from one secret to another.</summary>
internal sealed class GadgetLimbs(RlweParameters parameters, RnsPolynomial from, RnsPolynomial to, Seed publicSeed)
{
    /// <summary>Limb i of a digit's pair: a uniform, b = e - a t + P g s, where P g is P modulo the digit's own primes and 0 modulo others.</summary>
    /// <remarks>Cost: one uniform sample, one transform, one pass.</remarks>
    public void Encrypt(int digit, int i, ReadOnlySpan<double> error, RnsPolynomial masked, RnsPolynomial uniform)
    {
        int prime = masked.PrimeIndex(i);
        uniform.FillUniformLimb(i, publicSeed, (ulong)digit << 8);
        masked.FillLimbFromIntegers(i, error);

        if (prime >= parameters.FirstSpecial || prime / parameters.Set.DigitSize != digit)
        {
            masked.SubtractProduct(i, uniform.Limb(i), to.Limb(prime));

            return;
        }

        QuaternaryDriver<SubtractProductThenAddMultiple>.Run(
            parameters.Ring.Lanes,
            new QuaternaryOperands(uniform.Limb(i), to.Limb(prime), masked.Limb(i), from.Limb(prime)),
            masked.Limb(i),
            masked.Modulus(i),
            parameters.SpecialProduct(prime));
    }
}
