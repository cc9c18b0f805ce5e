using System.Collections.Concurrent;
using PowerSoftmax.Runtime.Kernels;
using PowerSoftmax.Runtime.Kernels.Drivers;
using PowerSoftmax.Runtime.Kernels.Ntt;

namespace PowerSoftmax.Runtime.Ring;

/// <summary>The polynomials in X^R of a ring of degree N: a ring of degree N / R. Thread-safe.</summary>
/// <remarks>
/// g(X^R) takes at psi^e the value of g at (psi^R)^e, which depends on e modulo 2N / R. Standard index i of NTT form holds e = 2 brv(i) + 1,
/// whose remainder is that of the index's upper bits: R consecutive residues in standard order are one number, the residue i / R of
/// g's own transform with the root psi^R. That number is what is kept, in standard order. Memory: 8.1 N / R bytes a prime for tables,
/// made at first use. docs/engine-ranges.md.
/// </remarks>
internal sealed class Subring
{
    private readonly RingContext ring;
    private readonly Lazy<NttTwiddles>[] twiddles;
    private readonly ConcurrentDictionary<int, LimbPool> pools = new();

    /// <param name="ring">The ring.</param>
    /// <param name="logDegree">Base-2 logarithm of N / R, 2 to logN.</param>
    public Subring(RingContext ring, int logDegree)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(logDegree, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(logDegree, ring.LogN);

        this.ring = ring;
        LogDegree = logDegree;
        LogTransform = Math.Max(logDegree, NttSchedule.MinLogN);
        Scratch = new LimbPool(1 << LogTransform);
        twiddles = [.. Enumerable.Range(0, ring.PrimeCount).Select(prime => new Lazy<NttTwiddles>(() => TwiddlesOf(prime)))];
    }

    public int LogDegree { get; }

    /// <summary>N / R, the residues of a polynomial modulo one prime.</summary>
    public int Degree => 1 << LogDegree;

    /// <summary>R, the residues in NTT form that are one number.</summary>
    public int RunLength => ring.Degree >> LogDegree;

    /// <summary>Base-2 logarithm of the degree of the transform: the least one there is, or this ring's.</summary>
    /// <remarks>A polynomial in X^R is one in X^r for every divisor r of R as well; its runs are then told apart as if they differed.</remarks>
    public int LogTransform { get; }

    /// <summary>Lends limbs of the transform's degree.</summary>
    public LimbPool Scratch { get; }

    /// <summary>Lends the memory of polynomials with so many primes.</summary>
    public LimbPool PolynomialsOf(int limbCount) => pools.GetOrAdd(limbCount, count => new LimbPool(((count * Degree) + 7) & ~7));

    /// <summary>Coefficient form to NTT form modulo one prime, in place.</summary>
    /// <param name="primeIndex">The prime.</param>
    /// <param name="x">
    /// In: 2^<see cref="LogTransform"/> balanced coefficients, of X^0, X^r, X^2r, …. Out: the <see cref="Degree"/> residues first, balanced.
    /// </param>
    public unsafe void Forward(int primeIndex, Residues x)
    {
        KernelArguments.RequireLength(x.Length, 1 << LogTransform);
        NttTwiddles tables = twiddles[primeIndex].Value;
        NttDriver.Forward(ring.Lanes, x.Pointer, tables.Constants);
        GC.KeepAlive(tables);
        BlockTransposition.Run(ring.Lanes, x);
        KeepOneOfEachRun(x.Span);
    }

    private void KeepOneOfEachRun(Span<double> x)
    {
        int step = 1 << (LogTransform - LogDegree);

        for (int i = 1; step > 1 && i < Degree; i++)
        {
            x[i] = x[i * step];
        }
    }

    private NttTwiddles TwiddlesOf(int prime)
    {
        Modulus modulus = ring.Moduli[prime];

        return new NttTwiddles(LogTransform, modulus.Power(ring.Ntt(prime).Psi, (ulong)ring.Degree >> LogTransform), modulus);
    }
}
