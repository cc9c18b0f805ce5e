using PowerSoftmax.Runtime.Kernels.Drivers;
using PowerSoftmax.Runtime.Kernels.Operators;

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

        int last = x[0].LimbCount - 1;
        Limb[] remainders = [.. x.Select(polynomial => polynomial.Ring.Limbs.Rent())];

        try
        {
            workers.Run(x.Count, k => Remainder(x[k], remainders[k]));
            workers.Run(last, i => DivideLimb(x, remainders, destinations, i));
        }
        finally
        {
            Array.ForEach(remainders, limb => limb.Dispose());
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

    private static void Remainder(RnsPolynomial x, Limb remainder)
    {
        int last = x.LimbCount - 1;

        x.Limb(last).CopyTo(remainder.Span);
        x.Ring.Ntt(x.PrimeIndex(last)).Inverse(remainder.Span);
    }

    private static void DivideLimb(
        IReadOnlyList<RnsPolynomial> x, Limb[] remainders, IReadOnlyList<RnsPolynomial> destinations, int i)
    {
        RingContext ring = x[0].Ring;
        int prime = x[0].PrimeIndex(i);
        double inverse = ring.PrimeInverse(x[0].PrimeIndex(x[0].LimbCount - 1), prime);
        using Limb reduced = ring.Limbs.Rent();

        for (int k = 0; k < x.Count; k++)
        {
            UnaryDriver<ReduceModular>.Run(ring.Lanes, remainders[k].Span, reduced.Span, ring.Moduli[prime]);
            ring.Ntt(prime).Forward(reduced.Span);
            BinaryDriver<SubtractThenMultiplyScalar>.Run(
                ring.Lanes, x[k].Limb(i), reduced.Span, destinations[k].Limb(i), ring.Moduli[prime], inverse);
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
