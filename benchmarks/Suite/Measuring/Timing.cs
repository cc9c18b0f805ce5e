namespace PowerSoftmax.Benchmarks.Suite.Measuring;

/// <summary>Microseconds of one operation over many samples: the median, and the least, which other work on the machine disturbs less.</summary>
public readonly record struct Timing(double Median, double Min)
{
    /// <param name="samples">At least one.</param>
    public static Timing Of(IEnumerable<double> samples)
    {
        double[] sorted = [.. samples.Order()];

        return new Timing((sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2, sorted[0]);
    }

    /// <summary>The time of one of several equal parts.</summary>
    public static Timing operator /(Timing timing, int parts) => new(timing.Median / parts, timing.Min / parts);
}
