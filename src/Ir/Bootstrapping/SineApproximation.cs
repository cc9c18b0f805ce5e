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
        int count = literal.CosineDegree + 1;
        double factor = 2 * Math.PI / (1 << literal.DoubleAngles);
        double[] values = [.. Enumerable.Range(0, count).Select(j => Math.Cos(factor * ((literal.MaxOverflow * Math.Cos(Angle(j, count))) - 0.25)))];
        double[] coefficients = [.. Enumerable.Range(0, count).Select(k =>
            (k == 0 ? 1.0 : 2.0) / count * Enumerable.Range(0, count).Sum(j => values[j] * Math.Cos(k * Angle(j, count))))];

        return new ChebyshevSeries(Unit, coefficients);
    }

    /// <summary>The first terms of arcsin y = y + y^3 / 6 + 3 y^5 / 40 + 5 y^7 / 112.</summary>
    /// <param name="degree">1, 3, 5 or 7.</param>
    public static ChebyshevSeries Arcsine(int degree)
    {
        // Odd powers in Chebyshev polynomials: y^3 = (3 T1 + T3) / 4 and so on.
        double[] third = [0, 3 / 4.0, 0, 1 / 4.0], fifth = [0, 10 / 16.0, 0, 5 / 16.0, 0, 1 / 16.0], seventh = [0, 35 / 64.0, 0, 21 / 64.0, 0, 7 / 64.0, 0, 1 / 64.0];
        double[] sum = new double[degree + 1];
        sum[1] = 1;
        AddMultiple(sum, third, 1 / 6.0);
        AddMultiple(sum, fifth, 3 / 40.0);
        AddMultiple(sum, seventh, 5 / 112.0);

        return new ChebyshevSeries(Unit, sum);
    }

    private static void AddMultiple(double[] sum, double[] term, double factor)
    {
        for (int k = 0; term.Length <= sum.Length && k < term.Length; k++)
        {
            sum[k] += factor * term[k];
        }
    }

    private static double Angle(int j, int count) => Math.PI * (j + 0.5) / count;
}
