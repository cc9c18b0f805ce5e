using PowerSoftmax.Ir.Approximation;

namespace PowerSoftmax.Passes.Approximate.Fitting;

/// <summary>Interpolation in the Chebyshev points: within a factor 2 + (2/pi) ln(degree + 1) of the least possible error.</summary>
public static class ChebyshevInterpolation
{
    /// <summary>The polynomial of this degree through f at the degree + 1 Chebyshev points of the interval.</summary>
    /// <exception cref="ArgumentException">The degree is out of range, or f is not finite at a point.</exception>
    public static ChebyshevSeries Fit(Func<double, double> function, Interval interval, int degree)
    {
        if (degree < 0 || degree > ChebyshevSeries.MaxDegree)
        {
            throw new ArgumentException($"Degree {degree} must lie in 0 ... {ChebyshevSeries.MaxDegree}.", nameof(degree));
        }

        int points = degree + 1;
        double[] values = new double[points];

        for (int i = 0; i < points; i++)
        {
            values[i] = Sample.Finite(function, interval.FromUnit(Math.Cos(Angle(i, points))));
        }

        return new ChebyshevSeries(interval, Transform(values));
    }

    private static double[] Transform(double[] values)
    {
        int points = values.Length;
        double[] coefficients = new double[points];

        for (int k = 0; k < points; k++)
        {
            double sum = 0;

            for (int i = 0; i < points; i++)
            {
                sum += values[i] * Math.Cos(k * Angle(i, points));
            }

            coefficients[k] = (k == 0 ? 1.0 : 2.0) / points * sum;
        }

        return coefficients;
    }

    private static double Angle(int index, int points) => Math.PI * (index + 0.5) / points;
}
