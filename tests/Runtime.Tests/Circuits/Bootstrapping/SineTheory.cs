using PowerSoftmax.Ir.Bootstrapping;

namespace PowerSoftmax.Runtime.Tests.Circuits.Bootstrapping;

/// <summary>What a bootstrap must reach by theory: from the numbers of its literal alone, without the polynomials that it evaluates.</summary>
/// <remarks>
/// Interpolation at Chebyshev points errs by at most twice the first coefficient it leaves out, to a factor near 1: for cos(a u) that is
/// 2 J_n(a), for the arcsine on a short interval its next term.
/// </remarks>
internal static class SineTheory
{
    /// <summary>-log2 of the largest error of a slot relative to the bound.</summary>
    public static double LeastBits(BootstrappingLiteral literal, int logN)
    {
        double ratio = Math.Pow(2, literal.LogMessageRatio), perturbed = ratio / (2 * Math.PI);
        double doublings = Math.Pow(4, literal.DoubleAngles);
        double argument = 2 * Math.PI * literal.MaxOverflow / (1 << literal.DoubleAngles);
        double cosine = 2 * 2 * Bessel(literal.CosineDegree + 1, argument) * doublings * perturbed;

        // Degree 3 leaves out the term 3/40 y^5, whose share beyond degree 3 on [-L, L] is L^5 / 16.
        Assert.Equal(3, literal.ArcsineDegree);
        double largest = 2 * Math.PI / ratio;
        double arcsine = 3.0 / 40 * Math.Pow(largest, 5) / 16 * perturbed;

        // Roundings: six deviations, of those of 42 powers, through the double angles; twice for where the secret is large.
        double n = Math.Pow(2, logN);
        double rounding = Math.Sqrt(n / 2 * (1 + (2 * n / 3)) / 12) / Math.Pow(2, literal.LogScale);

        return -Math.Log2(cosine + arcsine + (2 * 6 * 42 * rounding * doublings * perturbed));
    }

    // The first terms of the series of J_n, which fall quickly for n well above the argument.
    private static double Bessel(int n, double x)
    {
        double term = Enumerable.Range(1, n).Aggregate(1.0, (product, k) => product * (x / 2) / k), sum = 0;

        for (int k = 0; k < 60; k++)
        {
            sum += term;
            term *= -(x / 2) * (x / 2) / ((k + 1.0) * (n + k + 1.0));
        }

        return Math.Abs(sum);
    }
}
