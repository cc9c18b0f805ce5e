using System.Numerics;

namespace PowerSoftmax.Kernels.Benchmarks;

/// <summary>Primes to measure with.</summary>
internal static class Primes
{
    /// <summary>The largest primes below 2^49 that are 1 modulo 2N.</summary>
    public static ulong[] Below49Bits(int logN, int count)
    {
        List<ulong> primes = [];

        for (ulong candidate = (1UL << 49) - (2UL << logN) + 1; primes.Count < count; candidate -= 2UL << logN)
        {
            // A Fermat test to base 3 tells well enough what to measure with; the ring refuses what is not prime.
            if (BigInteger.ModPow(3, candidate - 1, candidate).IsOne && BigInteger.ModPow(2, candidate - 1, candidate).IsOne)
            {
                primes.Add(candidate);
            }
        }

        return [.. primes];
    }
}
