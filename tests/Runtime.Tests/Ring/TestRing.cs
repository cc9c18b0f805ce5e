using System.Numerics;
using PowerSoftmax.Runtime.Kernels;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Runtime.Tests.Ring;

/// <summary>A small ring with primes of several sizes, and exact integers to compare with.</summary>
internal static class TestRing
{
    public const int LogN = 10;

    /// <summary>Primes of 48, 49, 30, 40, 36, 45, 33 and 49 bits, in that order.</summary>
    public static RingContext Create(LaneWidth? lanes = null)
    {
        ulong[] large = TestPrimes.Of(49, LogN, 3);
        ulong[] primes =
        [
            TestPrimes.Of(48, LogN, 1)[0], large[0], TestPrimes.Of(30, LogN, 1)[0], TestPrimes.Of(40, LogN, 1)[0],
            TestPrimes.Of(36, LogN, 1)[0], TestPrimes.Of(45, LogN, 1)[0], TestPrimes.Of(33, LogN, 1)[0], large[1],
            large[2], .. TestPrimes.Of(47, LogN, 4),
        ];

        return new RingContext(LogN, primes, lanes ?? KernelDispatch.Best);
    }

    public static RnsPolynomial Polynomial(RingContext ring, int[] primes, string kind, bool isNtt, int seed = 1)
    {
        RnsPolynomial polynomial = new(ring, primes, isNtt);

        for (int i = 0; i < primes.Length; i++)
        {
            TestResidues.Of(kind, ring.Degree, polynomial.Modulus(i), seed + i).CopyTo(polynomial.Limb(i));
        }

        return polynomial;
    }

    /// <summary>The integers in (-Q/2, Q/2] that a polynomial in coefficient form stands for.</summary>
    public static BigInteger[] Integers(RnsPolynomial polynomial)
    {
        BigInteger product = Product(polynomial.Ring, polynomial.PrimeIndices);
        BigInteger[] integers = new BigInteger[polynomial.Ring.Degree];

        for (int i = 0; i < polynomial.LimbCount; i++)
        {
            Modulus modulus = polynomial.Modulus(i);
            BigInteger others = product / modulus.Value;
            BigInteger unit = others * modulus.Inverse((ulong)(others % modulus.Value));

            for (int k = 0; k < integers.Length; k++)
            {
                integers[k] += unit * modulus.Canonical(polynomial.Limb(i)[k]);
            }
        }

        return Array.ConvertAll(integers, value => Center(value, product));
    }

    public static BigInteger Product(RingContext ring, ReadOnlySpan<int> primes)
    {
        BigInteger product = BigInteger.One;

        foreach (int prime in primes)
        {
            product *= ring.Moduli[prime].Value;
        }

        return product;
    }

    public static BigInteger Center(BigInteger value, BigInteger modulus)
    {
        BigInteger residue = ((value % modulus) + modulus) % modulus;

        return 2 * residue > modulus ? residue - modulus : residue;
    }

    public static double Residue(BigInteger value, Modulus modulus) => (double)Center(value, modulus.Value);
}
