using System.Numerics;
using PowerSoftmax.Runtime.Kernels;

namespace PowerSoftmax.Runtime.Tests.Ring;

/// <summary>Primes that are 1 modulo 2N, largest of their size first.</summary>
internal static class TestPrimes
{
    public static ulong[] Of(int bits, int logN, int count)
    {
        List<ulong> primes = [];

        for (ulong candidate = (1UL << bits) - (2UL << logN) + 1; primes.Count < count; candidate -= 2UL << logN)
        {
            if (IsPrime(candidate))
            {
                primes.Add(candidate);
            }
        }

        return [.. primes];
    }

    private static bool IsPrime(ulong n)
    {
        int twos = BitOperations.TrailingZeroCount(n - 1);

        return new ulong[] { 2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37 }.All(witness => Passes(n, witness, twos));
    }

    private static bool Passes(ulong n, ulong witness, int twos)
    {
        Modulus modulus = new(n);
        ulong x = modulus.Power(witness, (n - 1) >> twos);

        if (x == 1 || x == n - 1)
        {
            return true;
        }

        for (int i = 1; i < twos; i++)
        {
            x = modulus.Multiply(x, x);

            if (x == n - 1)
            {
                return true;
            }
        }

        return false;
    }
}
