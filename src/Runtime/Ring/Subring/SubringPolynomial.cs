using PowerSoftmax.Runtime.Kernels;

namespace PowerSoftmax.Runtime.Ring;

/// <summary>A polynomial in X^R, in NTT form: one balanced residue for each run of R, in standard order, for each of several primes.</summary>
/// <remarks>Its memory goes back on <see cref="Dispose"/>. Several threads may read one at once.</remarks>
internal sealed class SubringPolynomial : IDisposable
{
    private readonly Limb memory;
    private readonly bool ownsMemory = true;
    private readonly int[] primeIndices;
    private readonly int[] places;

    /// <summary>Rents memory; its content is undefined.</summary>
    /// <param name="subring">The subring.</param>
    /// <param name="primeIndices">Indices of primes in the ring, in the order of the limbs.</param>
    public SubringPolynomial(Subring subring, int[] primeIndices)
    {
        Subring = subring;
        this.primeIndices = primeIndices;
        places = [.. Enumerable.Range(0, primeIndices.Length)];
        memory = subring.PolynomialsOf(primeIndices.Length).Rent();
    }

    private SubringPolynomial(SubringPolynomial whole, int[] primeIndices, int[] limbs)
    {
        Subring = whole.Subring;
        this.primeIndices = primeIndices;
        places = Array.ConvertAll(limbs, limb => whole.places[limb]);
        memory = whole.memory;
        ownsMemory = false;
    }

    public Subring Subring { get; }

    public int LimbCount => primeIndices.Length;

    /// <summary>Index in the ring of the prime of limb <paramref name="i"/>.</summary>
    public int PrimeIndex(int i) => primeIndices[i];

    /// <summary>The N / R residues of limb <paramref name="i"/>.</summary>
    public Residues Residues(int i) => memory.Residues.Slice(places[i] * Subring.Degree, Subring.Degree);

    /// <summary>Limb <paramref name="i"/> as all N residues of NTT form, in storage order.</summary>
    public void Expand(int i, Span<double> destination)
    {
        ReadOnlySpan<double> kept = Residues(i).Span;

        for (int standard = 0; standard < destination.Length; standard++)
        {
            destination[NttOrder.StorageIndexOf(standard)] = kept[standard / Subring.RunLength];
        }
    }

    /// <summary>Some limbs of this polynomial under other primes' indices; not to be used after this one is disposed.</summary>
    /// <param name="primes">Indices in a ring that lacks some primes.</param>
    /// <param name="limbs">The limb of this polynomial for each of them.</param>
    public SubringPolynomial View(int[] primes, int[] limbs) => new(this, primes, limbs);

    public void Dispose()
    {
        if (ownsMemory)
        {
            memory.Dispose();
        }
    }
}
