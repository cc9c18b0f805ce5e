using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Kernels;
using PowerSoftmax.Runtime.Kernels.Drivers;
using PowerSoftmax.Runtime.Kernels.Operators;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Ckks.Encoding;

/// <summary>From residues to the integers they stand for, as doubles.</summary>
/// <remarks>
/// Balanced mixed radix (Garner) over at most three primes: x = d0 + q0 (d1 + q1 d2) with balanced digits is exact for every integer
/// below half of their product, far above any message, and rounds once to a double.
/// </remarks>
internal static class CoefficientLift
{
    /// <summary>Primes that are read; higher ones do not matter.</summary>
    public const int MaxPrimes = 3;

    public static void Lift(RnsPolynomial polynomial, Level level, Span<double> destination)
    {
        int count = Math.Min(MaxPrimes, level.LimbCount);
        RingContext ring = polynomial.Ring;
        using RnsPolynomial digits = new(ring, polynomial.PrimeIndices[..count], isNtt: false, isSecret: true);

        for (int i = 0; i < count; i++)
        {
            polynomial.Limb(i).CopyTo(digits.Limb(i));
            ring.Ntt(i).Inverse(digits.Limb(i));

            for (int earlier = 0; earlier < i; earlier++)
            {
                // digit = (digit - earlier) / q_earlier modulo the prime
                BinaryDriver<SubtractReducedThenMultiplyScalar>.Run(
                    ring.Lanes, digits.Limb(i), digits.Limb(earlier), digits.Limb(i), ring.Moduli[i], ring.PrimeInverse(earlier, i));
            }
        }

        Evaluate(digits, destination);
    }

    private static void Evaluate(RnsPolynomial digits, Span<double> destination)
    {
        digits.Limb(digits.LimbCount - 1).CopyTo(destination);

        for (int i = digits.LimbCount - 2; i >= 0; i--)
        {
            Modulus modulus = digits.Modulus(i);
            BinaryDriver<HornerStep>.Run(digits.Ring.Lanes, destination, digits.Limb(i), destination, modulus, modulus.P);
        }
    }
}
