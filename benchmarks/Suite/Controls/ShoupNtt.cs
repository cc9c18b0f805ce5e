namespace PowerSoftmax.Benchmarks.Suite.Controls;

/// <summary>The control of transforms: a scalar negacyclic NTT on 64-bit words, as native libraries compute it.</summary>
/// <remarks>
/// Radix 2, every butterfly lazily reduced (forward values stay below 4 p, inverse ones below 2 p), fully reduced at the end. Cooley and Tukey
/// forward, Gentleman and Sande inverse, the division by N folded into the last stage: Longa, Naehrig, eprint 2016/504; butterflies of
/// Harvey, arXiv 1205.2926. The transform is in place; coefficient order in coefficient form, bit-reversed order in NTT form (index i holds the
/// value at psi^(2 brv(i) + 1)). Canonical residues in and out. It is as fast as native SEAL within 10 %; it is not what the engine uses.
/// </remarks>
public sealed unsafe partial class ShoupNtt
{
    private readonly ShoupFactor[] forward;
    private readonly ShoupFactor[] inverse;
    private readonly ShoupFactor lastSum;
    private readonly ShoupFactor lastDifference;

    /// <param name="logN">Logarithm of the degree, 3 to 17.</param>
    /// <param name="prime">Below 2^61, and 1 modulo 2 N.</param>
    /// <param name="psi">A primitive 2N-th root of unity.</param>
    /// <exception cref="ArgumentException">A parameter is out of range or psi is no such root; the message names it.</exception>
    public ShoupNtt(int logN, ulong prime, ulong psi)
    {
        Check(logN, prime, psi);

        Prime = prime;
        Degree = 1 << logN;
        ulong psiInverse = ShoupTwiddles.Inverse(psi, prime);
        forward = ShoupTwiddles.Create(logN, psi, prime);
        inverse = ShoupTwiddles.Create(logN, psiInverse, prime);
        ulong degreeInverse = ShoupTwiddles.Inverse((ulong)Degree, prime);
        ulong lastTwiddle = Power(psiInverse, logN - 1, prime);
        lastSum = new ShoupFactor(degreeInverse, prime);
        lastDifference = new ShoupFactor(ShoupTwiddles.Multiply(degreeInverse, lastTwiddle, prime), prime);
    }

    public ulong Prime { get; }

    /// <summary>N.</summary>
    public int Degree { get; }

    /// <summary>Coefficient form to NTT form.</summary>
    /// <param name="x">N residues in [0, p).</param>
    /// <exception cref="ArgumentException">The length is not N.</exception>
    public void Forward(Span<ulong> x)
    {
        RequireDegree(x.Length);

        fixed (ulong* residues = x)
        fixed (ShoupFactor* twiddles = forward)
        {
            ForwardStages(residues, twiddles, Degree, Prime);
            ReduceFully(residues, Degree, Prime);
        }
    }

    /// <summary>NTT form to coefficient form.</summary>
    /// <param name="x">N residues in [0, p).</param>
    /// <exception cref="ArgumentException">The length is not N.</exception>
    public void Inverse(Span<ulong> x)
    {
        RequireDegree(x.Length);

        fixed (ulong* residues = x)
        fixed (ShoupFactor* twiddles = inverse)
        {
            InverseStages(residues, twiddles, Degree, Prime);
            LastInverseStage(residues, Degree / 2, Prime, lastSum, lastDifference);
        }
    }

    private static void Check(int logN, ulong prime, ulong psi)
    {
        if (logN is < 3 or > 17)
        {
            throw new ArgumentException($"logN is {logN}; the control transforms take 3 to 17.", nameof(logN));
        }

        if (prime >= 1UL << 61 || prime % (2UL << logN) != 1)
        {
            throw new ArgumentException($"{prime} is not a prime below 2^61 that is 1 modulo 2^{logN + 1}.", nameof(prime));
        }

        if (Power(psi % prime, logN, prime) != prime - 1)
        {
            throw new ArgumentException($"{psi} is not a primitive root of unity of order 2^{logN + 1} modulo {prime}.", nameof(psi));
        }
    }

    /// <summary>x^(2^squarings).</summary>
    private static ulong Power(ulong x, int squarings, ulong prime)
    {
        for (int i = 0; i < squarings; i++)
        {
            x = ShoupTwiddles.Multiply(x, x, prime);
        }

        return x;
    }

    private void RequireDegree(int length)
    {
        if (length != Degree)
        {
            throw new ArgumentException($"A span has {length} residues where {Degree} are needed.");
        }
    }
}
