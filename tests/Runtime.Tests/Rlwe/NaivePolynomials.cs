using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Tests.Rlwe;

/// <summary>Polynomials modulo X^N + 1 and a prime as arrays of integers, multiplied coefficient by coefficient.</summary>
internal static class NaivePolynomials
{
    /// <summary>Coefficients in [0, p) of a limb in NTT form. Only the transform is the engine's.</summary>
    public static ulong[] Coefficients(RnsPolynomial x, int limb)
    {
        using Limb copy = x.Ring.Limbs.Rent(clearOnReturn: true);
        x.Limb(limb).CopyTo(copy.Span);
        x.Ring.Ntt(x.PrimeIndex(limb)).Inverse(copy.Span);

        return Canonical(copy.Span.ToArray(), x.Modulus(limb).Value);
    }

    /// <summary>Coefficients in [0, p) of residues in NTT form, in the engine's order.</summary>
    public static ulong[] Coefficients(double[] residues, RingContext ring, int prime)
    {
        using Limb copy = ring.Limbs.Rent(clearOnReturn: true);
        residues.CopyTo(copy.Span);
        ring.Ntt(prime).Inverse(copy.Span);

        return Canonical(copy.Span.ToArray(), ring.Moduli[prime].Value);
    }

    /// <summary>Integers, in [0, p).</summary>
    public static ulong[] Canonical(double[] integers, ulong p) => Array.ConvertAll(integers, value => (ulong)((((long)value % (long)p) + (long)p) % (long)p));

    /// <summary>Residues in [0, p) as the integers of least magnitude.</summary>
    public static double[] Balanced(ulong[] x, ulong p) => Array.ConvertAll(x, value => value > p / 2 ? value - (double)p : value);

    /// <summary>x times small, where most coefficients of small are -1, 0 or 1: row by row.</summary>
    public static ulong[] Multiply(ulong[] x, double[] small, ulong p)
    {
        UInt128[] sums = new UInt128[x.Length];

        for (int j = 0; j < small.Length; j++)
        {
            ulong factor = Canonical([small[j]], p)[0];

            for (int i = 0; factor != 0 && i < x.Length; i++)
            {
                int k = i + j;
                ulong term = k < x.Length ? x[i] : (p - x[i]) % p;
                sums[k % x.Length] += (UInt128)term * factor;
            }
        }

        return Array.ConvertAll(sums, sum => (ulong)(sum % p));
    }

    public static ulong[] Add(ulong[] x, ulong[] y, ulong p) => [.. x.Zip(y, (left, right) => (left + right) % p)];

    public static ulong[] Subtract(ulong[] x, ulong[] y, ulong p) => [.. x.Zip(y, (left, right) => (left + p - right) % p)];

    /// <summary>x times an integer.</summary>
    public static ulong[] Scale(ulong[] x, ulong factor, ulong p) => Array.ConvertAll(x, value => (ulong)((UInt128)value * (factor % p) % p));

    /// <summary>x(X^g).</summary>
    public static double[] Automorphism(double[] x, long g)
    {
        double[] result = new double[x.Length];

        for (int i = 0; i < x.Length; i++)
        {
            long power = i * g % (2L * x.Length);
            result[power % x.Length] = power < x.Length ? x[i] : -x[i];
        }

        return result;
    }
}
