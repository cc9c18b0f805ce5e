using PowerSoftmax.Runtime.Kernels;
using PowerSoftmax.Runtime.Kernels.Ntt;

namespace PowerSoftmax.Runtime.Ring;

/// <content>Division by the last prime.</content>
public static partial class RingOperations
{
    /// <summary>destination = round(x / q) modulo the remaining primes, q the prime of the last limb of x.</summary>
    /// <param name="x">NTT form, at least two limbs. Unchanged unless it is the destination.</param>
    /// <param name="destination">One limb less than x, or x itself, whose last limb is then dropped. NTT form.</param>
    /// <param name="workers">Who does it.</param>
    /// <remarks>
    /// x is read as its representative in (-Q/2, Q/2]; q is odd, so there are no ties. Exact. Cost: one inverse transform,
    /// and one forward transform for each remaining prime.
    /// </remarks>
    public static void DivideAndRoundByLast(RnsPolynomial x, RnsPolynomial destination, IWorkers workers) =>
        DivideAndRoundByLast([x], [destination], workers);

    /// <summary>The same for several polynomials of the same primes, all of one prime together while its tables are in cache.</summary>
    public static void DivideAndRoundByLast(
        IReadOnlyList<RnsPolynomial> x, IReadOnlyList<RnsPolynomial> destinations, IWorkers workers)
    {
        for (int k = 0; k < x.Count; k++)
        {
            RequireRescalable(x[k], destinations[k], x[0]);
        }

        RingContext ring = x[0].Ring;
        int last = x[0].LimbCount - 1;
        RnsDivision division = ring.DivisionBy(x[0].PrimeIndex(last));
        BasisRows[] rows = [.. x.Select(_ => division.RentRows())];

        try
        {
            workers.Run(x.Count, k => division.Prepare(0, x[k].Residues(last), rows[k]));
            workers.Run(last, i => DivideLimb(division, x, rows, destinations, i));
        }
        finally
        {
            Array.ForEach(rows, static row => row.Dispose());
        }

        for (int k = 0; k < x.Count; k++)
        {
            destinations[k].IsNtt = true;

            if (ReferenceEquals(x[k], destinations[k]))
            {
                x[k].DropLastLimb();
            }
        }
    }

    private static void DivideLimb(
        RnsDivision division, IReadOnlyList<RnsPolynomial> x, BasisRows[] rows, IReadOnlyList<RnsPolynomial> destinations, int i)
    {
        int target = x[0].PrimeIndex(i);
        using LimbShelf scratch = new(x[0].Ring.Limbs);
        Residues raised = scratch[0], work = RowTiles.Room(scratch[1]);

        for (int k = 0; k < x.Count; k++)
        {
            division.Raise([target], rows[k], [raised]);

            for (int tile = 0; tile < RowTiles.Count(x[k].Ring.Degree); tile++)
            {
                RowRange part = RowTiles.Rows(tile, x[k].Ring.Degree);
                division.Divide(target, part, x[k].Residues(i).Tile(part), raised, work, destinations[k].Residues(i).Tile(part));
            }
        }
    }

    private static void RequireRescalable(RnsPolynomial x, RnsPolynomial destination, RnsPolynomial first)
    {
        RequireNtt(x);
        RequirePrimes(x, destination);
        RequirePrimes(x, first);

        int expected = ReferenceEquals(x, destination) ? x.LimbCount : x.LimbCount - 1;

        if (x.LimbCount < 2 || x.LimbCount != first.LimbCount || destination.LimbCount != expected)
        {
            throw new ArgumentException(
                $"Dividing by the last of {x.LimbCount} primes needs at least two and a destination with one less; it has {destination.LimbCount}.");
        }
    }
}
