using PowerSoftmax.Ir.Approximation;

namespace PowerSoftmax.Passes.Tests.Approximate.Fitting;

/// <summary>Measures a fit from outside: the signed weighted error on a dense grid of angles.</summary>
internal static class ErrorCurve
{
    private const int Steps = 20_000;

    public static double Largest(Func<double, double> function, ChebyshevSeries series, Func<double, double>? weight = null) =>
        Points(function, series, weight).Max(Math.Abs);

    /// <summary>Number of alternating extremes whose size is within <paramref name="tolerance"/> of the largest.</summary>
    public static int Alternations(
        Func<double, double> function, ChebyshevSeries series, double tolerance, Func<double, double>? weight = null)
    {
        double[] errors = [.. Points(function, series, weight)];
        double threshold = (1 - tolerance) * errors.Max(Math.Abs);
        int count = 0;
        int lastSign = 0;

        foreach (double error in errors.Where(error => Math.Abs(error) >= threshold))
        {
            count += Math.Sign(error) != lastSign ? 1 : 0;
            lastSign = Math.Sign(error);
        }

        return count;
    }

    private static IEnumerable<double> Points(Func<double, double> function, ChebyshevSeries series, Func<double, double>? weight)
    {
        for (int i = 0; i <= Steps; i++)
        {
            double x = series.Interval.FromUnit(Math.Cos(Math.PI * i / Steps));

            yield return (weight?.Invoke(x) ?? 1) * (function(x) - series.Evaluate(x));
        }
    }
}
