using PowerSoftmax.Runtime.Kernels;

namespace PowerSoftmax.Runtime.Ring;

/// <summary>Roots of unity modulo a prime.</summary>
internal static class PrimitiveRoot
{
    private const int MaxTrials = 1000;

    /// <summary>The numerically least primitive 2N-th root of unity; SEAL chooses the same one.</summary>
    /// <exception cref="ArgumentException">2N does not divide p - 1, or p is not prime.</exception>
    public static ulong Minimal(int logN, Modulus modulus)
    {
        ulong root = Any(logN, modulus);
        ulong square = modulus.Multiply(root, root);
        double step = modulus.Balance(square), candidate = modulus.Balance(root);
        ulong least = root;

        // The primitive 2N-th roots are the odd powers of any one of them.
        for (int i = 1; i < 1 << logN; i++)
        {
            candidate = modulus.MultiplyBalanced(candidate, step);
            least = Math.Min(least, modulus.Canonical(candidate));
        }

        return least;
    }

    private static ulong Any(int logN, Modulus modulus)
    {
        if ((modulus.Value - 1) % (2UL << logN) != 0)
        {
            throw new ArgumentException($"{modulus} is not 1 modulo 2^{logN + 1}; choose a prime that is, or a smaller ring degree.");
        }

        ulong exponent = (modulus.Value - 1) >> (logN + 1);

        for (ulong generator = 2; generator < MaxTrials; generator++)
        {
            ulong root = modulus.Power(generator, exponent);

            if (modulus.Power(root, 1UL << logN) == modulus.Value - 1)
            {
                return root;
            }
        }

        throw new ArgumentException($"{modulus} has no primitive root of order 2^{logN + 1}: it is not prime.");
    }
}
