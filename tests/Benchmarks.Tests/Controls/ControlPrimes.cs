using System.Numerics;

namespace PowerSoftmax.Benchmarks.Tests.Controls;

/// <summary>Primes of any size that are 1 modulo 2N, and roots of unity modulo them, found with big integers.</summary>
internal static class ControlPrimes
{
    /// <summary>The largest such prime below 2^bits.</summary>
    public static ulong Below(int bits, int logN)
    {
        ulong candidate = (1UL << bits) - (2UL << logN) + 1;

        while (!IsPrime(candidate))
        {
            candidate -= 2UL << logN;
        }

        return candidate;
    }

    /// <summary>A primitive 2N-th root of unity.</summary>
    public static ulong Root(ulong prime, int logN)
    {
        for (ulong generator = 2; ; generator++)
        {
            BigInteger root = BigInteger.ModPow(generator, (prime - 1) >> (logN + 1), prime);

            if (BigInteger.ModPow(root, BigInteger.One << logN, prime) == prime - 1)
            {
                return (ulong)root;
            }
        }
    }

    // Deterministic for 64 bits with these witnesses: Sorenson, Webster, "Strong pseudoprimes to twelve prime bases".
    private static bool IsPrime(ulong n) => new[] { 2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37 }.All(witness => Passes(n, witness));

    private static bool Passes(ulong n, int witness)
    {
        int twos = BitOperations.TrailingZeroCount(n - 1);
        BigInteger x = BigInteger.ModPow(witness, (n - 1) >> twos, n);

        for (int i = 1; i < twos && x != 1 && x != n - 1; i++)
        {
            x = x * x % n;
        }

        return x == n - 1 || BigInteger.ModPow(witness, (n - 1) >> twos, n).IsOne;
    }
}
