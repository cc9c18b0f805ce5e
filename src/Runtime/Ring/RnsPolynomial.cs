using System.Numerics;
using PowerSoftmax.Runtime.Kernels;

namespace PowerSoftmax.Runtime.Ring;

/// <summary>A polynomial of degree below N as one limb for each of several primes of a ring.</summary>
/// <remarks>
/// Residues are balanced at all times, in coefficient form or NTT form (<see cref="IsNtt"/>). Memory comes from the ring's
/// pool and goes back on <see cref="Dispose"/>. Not thread-safe, but different limbs may be worked on by different threads, and
/// several threads may read. After that, and after its limbs were moved elsewhere, it has no limb, and asking for one is an
/// <see cref="ObjectDisposedException"/>.
/// </remarks>
public sealed class RnsPolynomial : IDisposable
{
    private readonly Limb[] limbs;
    private readonly int[] primeIndices;
    private readonly bool ownsLimbs = true;
    private bool disposed;

    /// <summary>Rents limbs for the given primes; their content is undefined.</summary>
    /// <param name="ring">The ring.</param>
    /// <param name="primeIndices">Indices of primes in the ring, in the order of the limbs.</param>
    /// <param name="isNtt">The form the content is going to have.</param>
    /// <param name="isSecret">Whether to zero the memory on return.</param>
    /// <exception cref="ArgumentOutOfRangeException">A prime index is not one of the ring's.</exception>
    public RnsPolynomial(RingContext ring, ReadOnlySpan<int> primeIndices, bool isNtt, bool isSecret = false)
    {
        foreach (int prime in primeIndices)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(prime, nameof(primeIndices));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(prime, ring.PrimeCount, nameof(primeIndices));
        }

        Ring = ring;
        IsNtt = isNtt;
        IsSecret = isSecret;
        LimbCount = primeIndices.Length;
        this.primeIndices = primeIndices.ToArray();
        limbs = new Limb[primeIndices.Length];

        for (int i = 0; i < limbs.Length; i++)
        {
            limbs[i] = ring.Limbs.Rent(isSecret);
        }
    }

    // Limbs that are there already.
    private RnsPolynomial(RingContext ring, int[] primeIndices, Limb[] limbs, bool ownsLimbs)
    {
        Ring = ring;
        IsNtt = true;
        LimbCount = limbs.Length;
        this.primeIndices = primeIndices;
        this.limbs = limbs;
        this.ownsLimbs = ownsLimbs;
    }

    public RingContext Ring { get; }

    /// <summary>NTT form, or coefficient form. Whoever fills the limbs by hand sets it.</summary>
    public bool IsNtt { get; set; }

    public bool IsSecret { get; }

    public int LimbCount { get; private set; }

    /// <summary>Ring indices of the primes, limb by limb.</summary>
    public ReadOnlySpan<int> PrimeIndices => primeIndices.AsSpan(0, LimbCount);

    /// <summary>The N residues of limb <paramref name="i"/>.</summary>
    public Span<double> Limb(int i) => Checked(i).Span;

    /// <summary>Index in the ring of the prime of limb <paramref name="i"/>.</summary>
    public int PrimeIndex(int i) => PrimeIndices[i];

    /// <summary>The prime of limb <paramref name="i"/>.</summary>
    public Modulus Modulus(int i) => Ring.Moduli[PrimeIndex(i)];

    /// <summary>Discards the last limb: the same integers modulo fewer primes.</summary>
    /// <exception cref="InvalidOperationException">Only one limb is left.</exception>
    public void DropLastLimb()
    {
        if (LimbCount <= 1)
        {
            throw new InvalidOperationException("The only limb of a polynomial cannot be dropped.");
        }

        LimbCount--;
        limbs[LimbCount].Dispose();
    }

    /// <summary>A copy with its own memory.</summary>
    public RnsPolynomial Copy() => Copy(LimbCount);

    /// <summary>A copy of the first <paramref name="limbCount"/> limbs.</summary>
    public RnsPolynomial Copy(int limbCount)
    {
        RnsPolynomial copy = new(Ring, PrimeIndices[..limbCount], IsNtt, IsSecret);

        for (int i = 0; i < limbCount; i++)
        {
            Limb(i).CopyTo(copy.Limb(i));
        }

        return copy;
    }

    /// <summary>Sets all residues to zero.</summary>
    public void Clear()
    {
        for (int i = 0; i < LimbCount; i++)
        {
            Limb(i).Clear();
        }
    }

    /// <summary>One integer as a balanced residue for each limb.</summary>
    public double[] BalancedScalars(BigInteger value)
    {
        double[] scalars = new double[LimbCount];

        for (int i = 0; i < scalars.Length; i++)
        {
            BigInteger residue = value % Modulus(i).Value;
            scalars[i] = Modulus(i).Balance((long)residue);
        }

        return scalars;
    }

    public void Dispose()
    {
        for (int i = 0; ownsLimbs && i < LimbCount; i++)
        {
            limbs[i].Dispose();
        }

        LimbCount = 0;
        disposed = true;
    }

    /// <summary>Disposes of a result that is half done and may hold a secret: its memory is zeroed.</summary>
    internal void Discard()
    {
        Clear();
        Dispose();
    }

    /// <summary>Some limbs of this polynomial, in NTT form, as one over another ring of the same degree; not to be used after this one is disposed.</summary>
    /// <param name="ring">The ring.</param>
    /// <param name="primeIndices">Primes of that ring.</param>
    /// <param name="limbIndices">The limb of this polynomial for each of them.</param>
    internal RnsPolynomial View(RingContext ring, int[] primeIndices, int[] limbIndices) =>
        new(ring, primeIndices, Array.ConvertAll(limbIndices, limb => limbs[limb]), ownsLimbs: false);

    /// <summary>The same limbs, in NTT form, as a polynomial over another ring; this one is empty afterwards.</summary>
    internal RnsPolynomial MoveTo(RingContext ring, int[] primeIndices)
    {
        RnsPolynomial moved = new(ring, primeIndices, limbs[..LimbCount], ownsLimbs: true);
        LimbCount = 0;
        disposed = true;

        return moved;
    }

    /// <summary>Limb <paramref name="i"/> for kernels over many limbs.</summary>
    internal Residues Residues(int i) => Checked(i).Residues;

    private Limb Checked(int i)
    {
        if ((uint)i >= (uint)LimbCount)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)i, (uint)LimbCount, nameof(i));
        }

        return limbs[i];
    }
}
