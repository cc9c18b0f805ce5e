using System;
using System.Linq;
using PowerSoftmax.Ir.Approximation;

namespace PowerSoftmax.Ir.Bootstrapping;

/// <summary>The polynomials that stand for the sine and its inverse in a bootstrap. Pure.</summary>
public static class SineApproximation
{
    private static readonly Interval Unit = new(-1, 1);

    /// <summary>u to cos(2 pi (K u - 1/4) / 2^r): after r double angles it is sin(2 pi K u). Interpolated at Chebyshev points.</summary>
    public static ChebyshevSeries Cosine(BootstrappingLiteral literal)
    {
        double factor = 2 * Math.PI / (1 << literal.DoubleAngles);

        return Interpolate(u => Math.Cos(factor * ((literal.MaxOverflow * u) - 0.25)), literal.CosineDegree);
    }

    /// <summary>arcsin y for |y| up to 2 pi / 2^LogMessageRatio, in odd powers: interpolated at Chebyshev points of that interval, which is
    /// closer by a factor of 4^degree than the Taylor series.</summary>
    /// <remarks>Written on [-1, 1], where the sine lives; outside of the messages' range it is of no use and does no harm.</remarks>
    public static ChebyshevSeries Arcsine(BootstrappingLiteral literal)
    {
        double largest = 2 * Math.PI / (1 << literal.LogMessageRatio);
        ChebyshevSeries near = Interpolate(t => Math.Asin(largest * t), literal.ArcsineDegree);

        return Odd(Interpolate(y => near.EvaluateUnit(y / largest), literal.ArcsineDegree));
    }

    private static ChebyshevSeries Interpolate(Func<double, double> function, int degree)
    {
        int count = degree + 1;
        double[] values = [.. Enumerable.Range(0, count).Select(j => function(Math.Cos(Angle(j, count))))];

        return new ChebyshevSeries(Unit, [.. Enumerable.Range(0, count).Select(k =>
            (k == 0 ? 1.0 : 2.0) / count * Enumerable.Range(0, count).Sum(j => values[j] * Math.Cos(k * Angle(j, count))))]);
    }

    // Even terms are rounding errors.
    private static ChebyshevSeries Odd(ChebyshevSeries series) =>
        new(Unit, [.. series.Coefficients.Select(static (coefficient, k) => k % 2 == 0 ? 0 : coefficient)]);

    private static double Angle(int j, int count) => Math.PI * (j + 0.5) / count;
}
