using System;
using System.Linq;

namespace PowerSoftmax.Ir.Approximation;

/// <summary>One polynomial as a series in another variable.</summary>
public static class SeriesVariable
{
    /// <summary>The same polynomial in Chebyshev polynomials of bound times the variable: t in [-1, 1] where that is in [-bound, bound].</summary>
    /// <param name="series">On [-1, 1].</param>
    /// <param name="bound">Positive. Below 1 coefficients grow by up to (1 / bound)^degree, above it Chebyshev polynomials do.</param>
    /// <returns>A series on [-1, 1] of the same degree, with the zeros of a symmetric one.</returns>
    /// <exception cref="ArgumentException">The series has another interval, or the bound is no positive number.</exception>
    public static ChebyshevSeries Stretched(ChebyshevSeries series, double bound)
    {
        if (series.Interval is not { Low: -1, High: 1 } || !(bound > 0) || double.IsInfinity(bound))
        {
            throw new ArgumentException($"a series on {series.Interval} cannot be stretched to a bound of {Number.Text(bound)}; it must be on [-1, 1], the bound positive");
        }

        int points = series.Degree + 1;
        double[] nodes = [.. Enumerable.Range(0, points).Select(point => Math.PI * (point + 0.5) / points)];
        double[] values = [.. nodes.Select(angle => series.EvaluateUnit(Math.Cos(angle) / bound))];

        return new ChebyshevSeries(series.Interval, [.. Enumerable.Range(0, points).Select(Coefficient)]);

        double Coefficient(int k)
        {
            bool isZero = k >= 2 && ((series.Symmetry == Symmetry.Even && k % 2 == 1) || (series.Symmetry == Symmetry.Odd && k % 2 == 0));
            double sum = nodes.Zip(values, (angle, value) => value * Math.Cos(k * angle)).Sum();
            return isZero ? 0 : sum * (k == 0 ? 1 : 2) / points;
        }
    }
}
