using System;
using System.Collections.Generic;

namespace PowerSoftmax.Ir.Parameters;

/// <summary>Chooses the primes of a modulus chain; pure and deterministic.</summary>
/// <remarks>
/// Scales are exact: with D_l the scale of every ciphertext at level l, a product rescaled gives D_(l-1) = D_l^2 / q_l. From
/// the top level down, q_l is the unused prime nearest to D_l^2 / 2^LogDefaultScale, which steers D_(l-1) back to the default.
/// With primes that are merely near the default the deviation would double at every level.
/// Kim, Papadimitriou, Polyakov, "Approximate Homomorphic Encryption with Reduced Approximation Error", eprint 2020/1118.
/// </remarks>
public static class PrimeSelection
{
    /// <summary>Primes stay below 2^49: the bound of the engine's arithmetic.</summary>
    public const int MaxPrimeBits = 49;

    /// <summary>Chooses q0 of <see cref="ChainRequest.LogBase"/> bits, a prime per level, those reserved for bootstrapping, and the largest special primes left.</summary>
    /// <exception cref="ParameterException">A field is out of range, or the ring has too few primes of the asked size.</exception>
    public static CkksParametersLiteral Select(ChainRequest request)
    {
        request.Check();

        ulong step = 2UL << request.LogN;
        HashSet<ulong> used = [];
        List<ulong> special = [];

        // Special primes first: they are the largest, and P must exceed a digit that may hold q0.
        for (int i = 0; i < request.SpecialPrimes; i++)
        {
            special.Add(Take(used, Below(1UL << request.LogSpecial, step, used)));
        }

        int reserved = request.Bootstrapping?.LevelsAboveTarget ?? 0;
        ulong[] chain = new ulong[request.Levels + reserved + 1];
        chain[0] = Take(used, Below(1UL << request.LogBase, step, used));

        for (int level = request.Levels + 1; level < chain.Length; level++)
        {
            chain[level] = Take(used, Nearest(Math.Pow(2, request.Bootstrapping!.LogScale), step, used));
        }

        double wanted = Math.Pow(2, request.LogDefaultScale);
        double scale = wanted;

        for (int level = request.Levels; level > 0; level--)
        {
            chain[level] = Take(used, Nearest(scale * scale / wanted, step, used));
            scale = scale * scale / chain[level];
        }

        return new CkksParametersLiteral
        {
            LogN = request.LogN,
            Q = chain,
            P = special,
            LogDefaultScale = request.LogDefaultScale,
            Security = request.Security,
            Bootstrapping = request.Bootstrapping,
        };
    }

    private static ulong Take(HashSet<ulong> used, ulong prime)
    {
        used.Add(prime);

        return prime;
    }

    private static ulong Below(ulong bound, ulong step, HashSet<ulong> used)
    {
        for (ulong candidate = bound - step + 1; candidate > bound / 2; candidate -= step)
        {
            if (!used.Contains(candidate) && PrimeTest.IsPrime(candidate))
            {
                return candidate;
            }
        }

        throw new ParameterException("LogN", $"too large for another prime below {bound}", "use fewer or larger primes.");
    }

    private static ulong Nearest(double target, ulong step, HashSet<ulong> used)
    {
        ulong middle = ((ulong)Math.Round(target / step) * step) + 1;

        for (ulong distance = 0; distance < middle / 4; distance += step)
        {
            // Of two candidates at the same number of steps the nearer one comes first.
            bool downFirst = middle >= target;

            foreach (bool down in (bool[])[downFirst, !downFirst])
            {
                ulong candidate = down ? middle - distance : middle + distance;

                if (candidate < 1UL << MaxPrimeBits && !used.Contains(candidate) && PrimeTest.IsPrime(candidate))
                {
                    return candidate;
                }
            }
        }

        throw new ParameterException("LogDefaultScale", $"too small for another prime near {target:R}", "use a larger scale or fewer levels.");
    }
}
