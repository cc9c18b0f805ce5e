using System.Globalization;
using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Runtime.Seal;

/// <summary>SEAL's CoeffModulus.Create: primes by their sizes.</summary>
public static class SealPrimes
{
    /// <summary>For each size the largest primes below 2^bits that are 1 modulo 2N, the largest of a size at its last place in the list.</summary>
    /// <param name="logN">Base-2 logarithm of the ring degree.</param>
    /// <param name="bits">Sizes in bits, at most 49, in SEAL's order: the special prime's comes last and is the largest.</param>
    /// <exception cref="ParameterException">A size is out of range, or there are too few primes of it.</exception>
    public static ulong[] Create(int logN, params IReadOnlyList<int> bits)
    {
        Dictionary<int, ulong> next = [];
        ulong[] primes = new ulong[bits.Count];
        ulong step = 2UL << logN;

        for (int i = primes.Length - 1; i >= 0; i--)
        {
            int size = bits[i];
            Check(logN, size);
            ulong candidate = next.GetValueOrDefault(size, (1UL << size) - step + 1);

            while (candidate >> (size - 1) == 1 && !PrimeTest.IsPrime(candidate))
            {
                candidate -= step;
            }

            if (candidate >> (size - 1) != 1)
            {
                throw new ParameterException("bits", Text(size), $"there are too few primes of this size that are 1 modulo 2^{logN + 1}.");
            }

            primes[i] = candidate;
            next[size] = candidate - step;
        }

        return primes;
    }

    private static void Check(int logN, int size)
    {
        if (size <= logN + 1 || size > PrimeSelection.MaxPrimeBits)
        {
            throw new ParameterException("bits", Text(size), $"a prime that the engine can evaluate has {logN + 2} to {PrimeSelection.MaxPrimeBits} bits.");
        }
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
