using PowerSoftmax.Ir.Approximation;

namespace PowerSoftmax.Passes.Approximate.Fitting;

/// <summary>Minimax polynomials: the least possible largest weight(x) |f(x) - p(x)| on an interval.</summary>
/// <remarks>
/// Remez' second algorithm, all points exchanged at once, in the Chebyshev basis, which stays well conditioned at degree 255. The
/// best polynomial met is kept, starting from the Chebyshev interpolant, so a stall at the rounding of doubles costs nothing.
/// Pachon, Trefethen, "Barycentric-Remez algorithms for best polynomial approximation in the chebfun system", BIT 49 (2009).
/// Cost: some ten dense solves of size degree + 2.
/// </remarks>
public static class Remez
{
    private const int MaxExchanges = 60;

    /// <summary>Errors agree when the largest exceeds the levelled one by less than this part.</summary>
    private const double Tolerance = 1e-6;

    /// <summary>Below this part of |f| the residual is rounding.</summary>
    private const double RoundingFloor = 4e-15;

    /// <summary>
    /// A function with a symmetry the fit was not told of can level at 0 on the symmetric start; a skewed one breaks the tie.
    /// </summary>
    private static readonly double[] StartingSkews = [0, 0.1, -0.2];

    /// <summary>The best polynomial of the degree; with a symmetry, the best even or odd one besides its affine part.</summary>
    /// <param name="function">Finite on the interval.</param>
    /// <param name="interval">Must be [-M, M] for a symmetric fit.</param>
    /// <param name="degree">0 ... 1023; up to 255 is fast.</param>
    /// <param name="weight">Positive and finite; 1/|f| gives relative errors; must be even for a symmetric fit. Null weighs all alike.</param>
    /// <param name="symmetry">Parity of f besides an affine part; the caller vouches for it.</param>
    /// <exception cref="ArgumentException">The arguments contradict each other, or f or the weight is not finite at a point.</exception>
    public static PolynomialFit Fit(
        Func<double, double> function,
        Interval interval,
        int degree,
        Func<double, double>? weight = null,
        Symmetry symmetry = Symmetry.None)
    {
        TermSet terms = new(function, interval, degree, symmetry);
        WeightedErrorCurve curve = new(terms, weight);
        double[] start = terms.Restrict(ChebyshevInterpolation.Fit(function, interval, degree));
        Approximant best = new(start, Largest(curve.AlternatingExtremes(start)), FitMethod.Chebyshev);

        foreach (double skew in StartingSkews)
        {
            best = Exchange(terms, curve, terms.StartingReference(skew), best);

            if (best.Method == FitMethod.Minimax || best.Error <= RoundingFloor * curve.LargestTarget)
            {
                break;
            }
        }

        return new PolynomialFit(terms.Assemble(best.Coefficients), best.Method, best.Error);
    }

    private static Approximant Exchange(TermSet terms, WeightedErrorCurve curve, double[] reference, Approximant best)
    {
        for (int exchange = 0; exchange < MaxExchanges; exchange++)
        {
            (double[] coefficients, double levelled) = LevelledError.Solve(terms, curve, reference);

            if (!coefficients.All(double.IsFinite))
            {
                return best;
            }

            List<ErrorExtreme> extremes = curve.AlternatingExtremes(coefficients);
            double largest = Largest(extremes);
            bool converged = largest - Math.Abs(levelled) <= Tolerance * largest;

            if (largest < best.Error || converged)
            {
                best = new Approximant(coefficients, largest, converged ? FitMethod.Minimax : FitMethod.NearMinimax);
            }

            bool rounding = largest <= RoundingFloor * curve.LargestTarget;

            if (converged || rounding || extremes.Count < reference.Length)
            {
                return best;
            }

            reference = ReferenceChoice.Select(extremes, reference.Length);
        }

        return best;
    }

    private static double Largest(List<ErrorExtreme> extremes) => extremes.Max(static extreme => Math.Abs(extreme.Error));

    private sealed record Approximant(double[] Coefficients, double Error, FitMethod Method);
}
