using PowerSoftmax.Ir.Approximation;

namespace PowerSoftmax.Passes.Approximate;

/// <summary>How far inputs of held-out samples leave the interval of a polynomial.</summary>
/// <param name="Share">Share of the inputs outside of the interval.</param>
/// <param name="Farthest">Largest distance from the interval, as a part of its width; 0 where none strays.</param>
/// <param name="Sample">The sample on which an input strays farthest; null where none strays.</param>
public sealed record Straying(double Share, double Farthest, int? Sample)
{
    /// <param name="inputs">By sample.</param>
    /// <param name="interval">Where the polynomial holds.</param>
    public static Straying Of(IReadOnlyCollection<(int Sample, double[] Arguments)> inputs, Interval interval)
    {
        int count = inputs.Sum(static sample => sample.Arguments.Length);
        int outside = inputs.Sum(sample => sample.Arguments.Count(argument => !interval.Contains(argument)));
        if (outside == 0)
        {
            return new Straying(0, 0, null);
        }

        (int sample, double distance) = inputs
            .Select(sample => (sample.Sample, sample.Arguments.Max(argument => Distance(argument, interval))))
            .MaxBy(static sample => sample.Item2);
        return new Straying((double)outside / count, distance / interval.Width, sample);
    }

    /// <summary>0 inside; a NaN is infinitely far.</summary>
    private static double Distance(double argument, Interval interval) =>
        double.IsNaN(argument) ? double.PositiveInfinity : Math.Max(0, Math.Max(interval.Low - argument, argument - interval.High));
}
