using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Kernels;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Ckks.Encoding;

/// <summary>From residues to the integers they stand for, as doubles.</summary>
/// <remarks>
/// Balanced mixed radix (Garner) over at most three primes: x = d0 + q0 (d1 + q1 d2) with balanced digits is exact for every integer
/// below half of their product, far above any message, and rounds once to a double.
/// </remarks>
internal static class CoefficientLift
{
    private const int MaxPrimes = 3;

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
                NextDigit(digits.Limb(earlier), ring.PrimeInverse(earlier, i), digits.Limb(i), ring.Moduli[i]);
            }
        }

        Evaluate(digits, destination);
    }

    // digit = (digit - earlier) / q_earlier modulo the prime
    private static void NextDigit(ReadOnlySpan<double> earlier, double inverse, Span<double> digit, Modulus modulus)
    {
        for (int i = 0; i < digit.Length; i++)
        {
            double reduced = IntegerReduction.Reduce(digit[i] - earlier[i], modulus);
            digit[i] = modulus.MultiplyBalanced(reduced, inverse);
        }
    }

    private static void Evaluate(RnsPolynomial digits, Span<double> destination)
    {
        digits.Limb(digits.LimbCount - 1).CopyTo(destination);

        for (int i = digits.LimbCount - 2; i >= 0; i--)
        {
            Span<double> digit = digits.Limb(i);
            double prime = digits.Modulus(i).P;

            for (int j = 0; j < destination.Length; j++)
            {
                destination[j] = Math.FusedMultiplyAdd(destination[j], prime, digit[j]);
            }
        }
    }
}
