using PowerSoftmax.Runtime.Kernels;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Benchmarks.Suite.Measuring;

/// <summary>Something to compute with; the same in every run.</summary>
internal static class RandomResidues
{
    /// <summary>Residues in [0, p), in memory that the garbage collector does not move.</summary>
    public static ulong[] Canonical(int length, Modulus modulus, int seed)
    {
        ulong[] residues = GC.AllocateUninitializedArray<ulong>(length, pinned: true);
        Random random = new(seed);

        foreach (ref ulong residue in residues.AsSpan())
        {
            residue = (ulong)random.NextInt64((long)modulus.Value);
        }

        return residues;
    }

    /// <summary>Balanced residues.</summary>
    public static void Fill(Span<double> residues, Modulus modulus, int seed)
    {
        Random random = new(seed);

        foreach (ref double residue in residues)
        {
            residue = modulus.Balance((ulong)random.NextInt64((long)modulus.Value));
        }
    }

    /// <summary>A polynomial in NTT form modulo the ring's first primes.</summary>
    public static RnsPolynomial Polynomial(RingContext ring, int primes, int seed)
    {
        RnsPolynomial polynomial = new(ring, [.. Enumerable.Range(0, primes)], isNtt: true);

        for (int i = 0; i < primes; i++)
        {
            Fill(polynomial.Limb(i), polynomial.Modulus(i), seed + i);
        }

        return polynomial;
    }
}
