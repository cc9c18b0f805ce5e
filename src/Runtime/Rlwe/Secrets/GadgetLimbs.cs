using PowerSoftmax.Runtime.Ring;
using PowerSoftmax.Runtime.Rlwe.Sampling;

namespace PowerSoftmax.Runtime.Rlwe.Secrets;

/// <summary>Single limbs of an evaluation key that switches from one secret to another.</summary>
internal sealed class GadgetLimbs(RlweParameters parameters, RnsPolynomial from, RnsPolynomial to, Seed publicSeed)
{
    /// <summary>Whether the key has one digit that every ciphertext prime belongs to, and the first special prime only.</summary>
    public bool IsEncapsulation { get; init; }

    /// <summary>Limb i of a digit's pair: a uniform, b = e - a t + P g s, where P g is P modulo the digit's own primes and 0 modulo others.</summary>
    public void Encrypt(int digit, int i, ReadOnlySpan<double> error, RnsPolynomial masked, RnsPolynomial uniform)
    {
        int prime = masked.PrimeIndex(i);
        bool isOwn = prime < parameters.FirstSpecial && (IsEncapsulation || parameters.Set.Digits.DigitOf(prime) == digit);
        MaskTerms terms = isOwn ? new(to.Limb(prime), from.Limb(prime), FactorOf(prime)) : new(to.Limb(prime));
        using UniformLimb source = uniform.UniformLimb(i, publicSeed, (ulong)digit << 8);
        LimbMask.Encrypt(masked, i, error, source, uniform.Limb(i), terms);
    }

    // P, or the one special prime, modulo a ciphertext prime.
    private double FactorOf(int prime) => IsEncapsulation
        ? parameters.Ring.Moduli[prime].Balance((long)(parameters.Set.P[0] % parameters.Set.Q[prime]))
        : parameters.SpecialProduct(prime);
}
