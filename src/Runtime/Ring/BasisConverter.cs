using PowerSoftmax.Runtime.Kernels;
using PowerSoftmax.Runtime.Kernels.Drivers;
using PowerSoftmax.Runtime.Kernels.Operators;

namespace PowerSoftmax.Runtime.Ring;

/// <summary>Takes integers given modulo some primes (product Q) to their residues modulo other primes.</summary>
/// <remarks>
/// x = sum of y_i Q/q_i - v Q with y_i = x (Q/q_i)^-1 mod q_i balanced, v = round(sum of y_i / q_i), so that the result is
/// the representative in [-Q/2, Q/2]; floating point decides v wrongly only within about k^2 2^-54 Q of the ends, and
/// then gives the other end's representative. Halevi, Polyakov, Shoup, eprint 2018/117. Row by row, so that a caller can
/// convert, transform and use one target prime at a time. Thread-safe.
/// </remarks>
public sealed class BasisConverter
{
    /// <summary>Most source primes: the overflow count stays at 8, within the range of <see cref="WeightedSum"/>.</summary>
    public const int MaxSourcePrimes = 17;

    private readonly RingContext ring;
    private readonly int[] from;
    private readonly int[] to;
    private readonly double[] scales;
    private readonly double[] reciprocals;
    private readonly double[][] weights;
    private readonly double[] overflowWeights;

    /// <param name="ring">The ring.</param>
    /// <param name="from">Ring indices of the source primes.</param>
    /// <param name="to">Ring indices of the target primes; they may be among the source primes.</param>
    /// <exception cref="ArgumentException">There is no source prime, or there are more than <see cref="MaxSourcePrimes"/>.</exception>
    public BasisConverter(RingContext ring, ReadOnlySpan<int> from, ReadOnlySpan<int> to)
    {
        if (from.Length is 0 or > MaxSourcePrimes)
        {
            throw new ArgumentException($"A conversion takes 1 to {MaxSourcePrimes} source primes, not {from.Length}.", nameof(from));
        }

        this.ring = ring;
        this.from = from.ToArray();
        this.to = to.ToArray();
        scales = [.. this.from.Select(i => ring.Moduli[i].Balance(ring.Moduli[i].Inverse(ProductWithout(i, ring.Moduli[i]))))];
        reciprocals = [.. this.from.Select(i => ring.Moduli[i].PInverse)];
        weights = [.. this.to.Select(j => Array.ConvertAll(this.from, i => ring.Moduli[j].Balance(ProductWithout(i, ring.Moduli[j]))))];
        overflowWeights = [.. this.to.Select(j => 0.0 - ring.Moduli[j].Balance(ProductWithout(-1, ring.Moduli[j])))];
    }

    /// <summary>Ring indices of the source primes.</summary>
    public ReadOnlySpan<int> From => from;

    /// <summary>Ring indices of the target primes.</summary>
    public ReadOnlySpan<int> To => to;

    /// <summary>Room for one prepared input; dispose it after use.</summary>
    public BasisRows RentRows() => new(ring.Limbs, from.Length);

    /// <summary>Prepares source prime <paramref name="i"/> from a limb in coefficient form.</summary>
    public void PrepareRow(int i, ReadOnlySpan<double> coefficients, BasisRows rows)
    {
        for (int strip = 0; strip < CoefficientStrips.Count; strip++)
        {
            Span<double> target = rows.Row(i).Strip(strip).Span;
            CoefficientStrips.CopyStripFrom(coefficients, rows.Row(i).Strip(strip), strip);
            UnaryDriver<MultiplyScalar>.Run(ring.Lanes, target, target, ring.Moduli[from[i]], scales[i]);
        }

        GC.KeepAlive(rows);
    }

    /// <summary>Prepares source prime <paramref name="i"/> from a limb in NTT form; the scaling costs nothing here.</summary>
    internal void PrepareRowFromNtt(int i, Residues residues, BasisRows rows)
    {
        ring.Ntt(from[i]).InverseToStrips(residues, rows.Row(i), scales[i]);
        GC.KeepAlive(rows);
    }

    /// <summary>Counts overflows once all rows are prepared; needed by <see cref="ConvertRow"/>, not by its lazy form.</summary>
    public void PrepareOverflow(BasisRows rows)
    {
        OverflowEstimate.Run(ring.Lanes, rows.Scaled, reciprocals, rows.Overflow);
        GC.KeepAlive(rows);
    }

    /// <summary>Prepares everything from consecutive limbs of a polynomial in either form.</summary>
    /// <exception cref="ArgumentException">The limbs from <paramref name="firstLimb"/> on are not those of the source primes.</exception>
    public void Prepare(RnsPolynomial source, int firstLimb, BasisRows rows, IWorkers workers)
    {
        if (firstLimb + from.Length > source.LimbCount || !source.PrimeIndices.Slice(firstLimb, from.Length).SequenceEqual(from))
        {
            throw new ArgumentException(
                $"Limbs {firstLimb}.. of the source are not for the primes [{string.Join(' ', from)}] that the converter was made for.");
        }

        workers.Run(from.Length, i =>
        {
            if (source.IsNtt)
            {
                PrepareRowFromNtt(i, source.Residues(firstLimb + i), rows);
            }
            else
            {
                PrepareRow(i, source.Limb(firstLimb + i), rows);
            }
        });

        PrepareOverflow(rows);
    }

    /// <summary>Residues modulo target prime <paramref name="target"/> of the representative in [-Q/2, Q/2]; coefficient form.</summary>
    public void ConvertRow(int target, BasisRows rows, Span<double> destination) => ConvertRow(target, rows, destination, lazy: false);

    /// <summary>As <see cref="ConvertRow"/> for x + u Q with an unknown integer u, |u| &lt;= k/2, at a little less cost.</summary>
    public void ConvertRowLazy(int target, BasisRows rows, Span<double> destination) => ConvertRow(target, rows, destination, lazy: true);

    /// <summary>Converts to several target primes and does the first half of their transforms; <see cref="NttTable.ForwardRows"/> is left to do.</summary>
    /// <param name="targets">Positions in <see cref="To"/>; a few, because a strip of the sources stays in cache for all of them.</param>
    /// <param name="rows">Prepared; with overflows unless <paramref name="lazy"/>.</param>
    /// <param name="destinations">A limb a target; receives strips.</param>
    /// <param name="lazy">As <see cref="ConvertRowLazy"/>.</param>
    internal void Raise(ReadOnlySpan<int> targets, BasisRows rows, ReadOnlySpan<Residues> destinations, bool lazy)
    {
        for (int strip = 0; strip < CoefficientStrips.Count; strip++)
        {
            for (int done = 0; done < targets.Length;)
            {
                int together = from.Length > 1 && done < targets.Length - 1 ? 2 : 1;

                if (together == 2)
                {
                    SumPair(targets.Slice(done, 2), rows, strip, destinations.Slice(done, 2), lazy);
                }
                else
                {
                    Convert(targets[done], rows, strip, destinations[done].Strip(strip), lazy);
                }

                for (int end = done + together; done < end; done++)
                {
                    ring.Ntt(to[targets[done]]).ForwardStrip(destinations[done].Strip(strip));
                }
            }
        }
    }

    /// <summary>Converts a whole polynomial whose first limbs are the source primes.</summary>
    /// <param name="source">Either form.</param>
    /// <param name="destination">Limbs for exactly the target primes; receives coefficient form.</param>
    /// <param name="workers">Who does it.</param>
    public void Convert(RnsPolynomial source, RnsPolynomial destination, IWorkers workers)
    {
        if (!destination.PrimeIndices.SequenceEqual(to))
        {
            throw new ArgumentException($"The destination is not for the primes [{string.Join(' ', to)}] that the converter was made for.");
        }

        using BasisRows rows = RentRows();

        Prepare(source, 0, rows, workers);
        destination.IsNtt = false;
        workers.Run(to.Length, j => ConvertRow(j, rows, destination.Limb(j)));
    }

    private void ConvertRow(int target, BasisRows rows, Span<double> destination, bool lazy)
    {
        using Limb strips = ring.Limbs.Rent();

        for (int strip = 0; strip < CoefficientStrips.Count; strip++)
        {
            Residues converted = strips.Residues.Strip(strip);
            Convert(target, rows, strip, converted, lazy);
            CoefficientStrips.CopyStripTo(converted, destination, strip);
        }
    }

    private void Convert(int target, BasisRows rows, int strip, Residues destination, bool lazy)
    {
        if (from.Length == 1)
        {
            // One prime cannot go over: its balanced residue is the representative.
            UnaryDriver<ReduceModular>.Run(ring.Lanes, rows.Row(0).Strip(strip).Span, destination.Span, ring.Moduli[to[target]]);
        }
        else
        {
            Span<Residues> terms = stackalloc Residues[from.Length];
            Terms(rows, strip, terms);
            WeightedSum.Run(ring.Lanes, terms, weights[target], Target(target, rows, strip, destination, lazy));
        }

        GC.KeepAlive(rows);
    }

    private void SumPair(ReadOnlySpan<int> targets, BasisRows rows, int strip, ReadOnlySpan<Residues> destinations, bool lazy)
    {
        Span<Residues> terms = stackalloc Residues[from.Length];
        Terms(rows, strip, terms);
        WeightedRow first = new(weights[targets[0]], Target(targets[0], rows, strip, destinations[0].Strip(strip), lazy));
        WeightedRow second = new(weights[targets[1]], Target(targets[1], rows, strip, destinations[1].Strip(strip), lazy));
        WeightedSumPair.Run(ring.Lanes, terms, first, second);
        GC.KeepAlive(rows);
    }

    private static void Terms(BasisRows rows, int strip, Span<Residues> terms)
    {
        for (int i = 0; i < terms.Length; i++)
        {
            terms[i] = rows.Row(i).Strip(strip);
        }
    }

    private RowTarget Target(int target, BasisRows rows, int strip, Residues destination, bool lazy) => lazy
        ? new RowTarget(destination, ring.Moduli[to[target]])
        : new RowTarget(destination, ring.Moduli[to[target]], rows.Overflow.Strip(strip), overflowWeights[target]);

    /// <summary>Product of the source primes except prime <paramref name="omitted"/>, modulo <paramref name="modulus"/>.</summary>
    private ulong ProductWithout(int omitted, Modulus modulus) =>
        from.Where(i => i != omitted).Aggregate(1UL, (product, i) => modulus.Multiply(product, ring.Moduli[i].Value % modulus.Value));
}
