using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Passes.Approximate.Ranges;

namespace PowerSoftmax.Passes.Approximate.Candidates;

/// <summary>Measured errors of an approximation on its interval.</summary>
/// <param name="MaxAbsolute">Largest |f - p|.</param>
/// <param name="MaxRelative">Largest |f - p| / |f|; infinite where f vanishes and p does not.</param>
/// <param name="MeanAbsolute">Mean |f - p| over the calibrated inputs, or over the interval where there are none.</param>
public sealed record ApproximationError(double MaxAbsolute, double MaxRelative, double MeanAbsolute)
{
    private const int LeastPoints = 4096;
    private const int PointsPerDegree = 32;
    private const int MeanPoints = 4096;

    /// <summary>Measures on a grid that is dense at the ends, with a parabola through each peak.</summary>
    /// <param name="function">The exact function.</param>
    /// <param name="approximation">What replaces it.</param>
    /// <param name="interval">Where to measure.</param>
    /// <param name="degree">Degree of the approximation, which sets how fine the grid must be.</param>
    /// <param name="inputs">Calibrated inputs, if known.</param>
    public static ApproximationError Measure(
        Func<double, double> function, Func<double, double> approximation, Interval interval, int degree, Histogram? inputs = null)
    {
        int steps = Math.Max(LeastPoints, PointsPerDegree * (degree + 1));
        double[] grid = [.. Enumerable.Range(0, steps + 1).Select(i => interval.FromUnit(Math.Cos(Math.PI * i / steps)))];
        double[] values = [.. grid.Select(function)];
        double[] errors = [.. grid.Select((x, i) => Distance(values[i], approximation(x)))];
        double[] relative = [.. errors.Select((error, i) => error == 0 ? 0 : error / Math.Abs(values[i]))];
        double ErrorAt(double x) => Distance(function(x), approximation(x));
        double mean = inputs?.Mean(ErrorAt) ?? UniformMean(ErrorAt, interval);

        return new ApproximationError(Peak(errors), Peak(relative), mean);
    }

    public double Of(ErrorKind kind) => kind switch
    {
        ErrorKind.Absolute => MaxAbsolute,
        ErrorKind.Relative => MaxRelative,
        _ => MeanAbsolute,
    };

    /// <summary>An iteration that diverges to NaN is infinitely wrong.</summary>
    private static double Distance(double value, double approximation)
    {
        double distance = Math.Abs(value - approximation);

        return double.IsNaN(distance) ? double.PositiveInfinity : distance;
    }

    private static double UniformMean(Func<double, double> errorAt, Interval interval) =>
        Enumerable.Range(0, MeanPoints).Average(i => errorAt(interval.Low + (interval.Width * (i + 0.5) / MeanPoints)));

    private static double Peak(double[] samples)
    {
        double peak = samples.Max();

        for (int i = 1; i + 1 < samples.Length && double.IsFinite(peak); i++)
        {
            double curvature = samples[i - 1] - (2 * samples[i]) + samples[i + 1];
            double slope = samples[i + 1] - samples[i - 1];
            bool isPeak = samples[i] >= samples[i - 1] && samples[i] >= samples[i + 1] && curvature < 0;
            peak = isPeak ? Math.Max(peak, samples[i] - (slope * slope / (8 * curvature))) : peak;
        }

        return peak;
    }
}
