using PowerSoftmax.Runtime.Kernels;
using PowerSoftmax.Runtime.Kernels.Drivers;
using PowerSoftmax.Runtime.Kernels.Ntt;
using PowerSoftmax.Runtime.Kernels.Operators;

namespace PowerSoftmax.Runtime.Ring;

/// <summary>Division of polynomials in NTT form by the product D of some of their primes, rounded to nearest, in steps.</summary>
/// <remarks>
/// Prepare every divided prime, count overflows, then for each remaining prime: raise the remainder, and divide row by row. The
/// rounding is exact. Cost for each polynomial: an inverse transform for each divided prime, a forward one for each that is left.
/// Cheon, Han, Kim, Kim, Song, "A Full RNS Variant of Approximate Homomorphic Encryption", eprint 2018/931 (ModDown).
/// </remarks>
internal sealed class RnsDivision
{
    private readonly RingContext ring;
    private readonly BasisConverter converter;
    private readonly double[] inverses;

    /// <param name="ring">The ring.</param>
    /// <param name="divided">Ring indices of the primes of D, at most <see cref="BasisConverter.MaxSourcePrimes"/>.</param>
    /// <param name="remaining">Ring indices of the other primes; a polynomial may have only the first of them.</param>
    public RnsDivision(RingContext ring, ReadOnlySpan<int> divided, ReadOnlySpan<int> remaining)
    {
        this.ring = ring;
        converter = new BasisConverter(ring, divided, remaining);
        inverses = new double[remaining.Length];

        for (int i = 0; i < inverses.Length; i++)
        {
            inverses[i] = 1.0;

            foreach (int prime in divided)
            {
                inverses[i] = ring.Moduli[remaining[i]].MultiplyBalanced(inverses[i], ring.PrimeInverse(prime, remaining[i]));
            }
        }
    }

    /// <summary>Ring indices of the primes of D.</summary>
    public ReadOnlySpan<int> Divided => converter.From;

    /// <summary>Room for one polynomial's remainder.</summary>
    public BasisRows RentRows() => converter.RentRows();

    /// <summary>Takes limb <paramref name="i"/> of the divided primes.</summary>
    public void Prepare(int i, Residues limb, BasisRows rows) => converter.PrepareRowFromNtt(i, limb, rows);

    /// <summary>To be called once all divided primes are prepared.</summary>
    public void PrepareOverflow(BasisRows rows)
    {
        if (converter.From.Length > 1)
        {
            converter.PrepareOverflow(rows);
        }
    }

    /// <summary>The remainder modulo some remaining primes, half transformed.</summary>
    public void Raise(ReadOnlySpan<int> targets, BasisRows rows, ReadOnlySpan<Residues> raised) =>
        converter.Raise(targets, rows, raised, lazy: false);

    /// <summary>destination = (x - remainder) / D for some rows modulo one remaining prime.</summary>
    /// <param name="target">Position of the prime among the remaining ones.</param>
    /// <param name="rows">Which rows; <paramref name="x"/> and <paramref name="destination"/> hold these only.</param>
    /// <param name="x">Balanced.</param>
    /// <param name="raised">The whole raised remainder.</param>
    /// <param name="work">As long as the rows; its content is lost.</param>
    /// <param name="destination">Balanced; may be x.</param>
    public void Divide(int target, RowRange rows, Residues x, Residues raised, Residues work, Residues destination)
    {
        int prime = converter.To[target];
        ring.Ntt(prime).ForwardRows(raised, work, rows);
        BinaryDriver<SubtractThenMultiplyScalar>.Run(
            ring.Lanes, x.Span, work.Span, destination.Span, ring.Moduli[prime], inverses[target]);
    }
}
