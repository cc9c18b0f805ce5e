namespace PowerSoftmax.Benchmarks.Suite.Measuring;

/// <summary>How long to measure.</summary>
/// <param name="MinSamples">Samples of each operation at least.</param>
/// <param name="MaxSamples">Samples at most, however short they are.</param>
/// <param name="Seconds">Time for one operation, unless the least number of samples takes longer.</param>
/// <param name="WarmUpSeconds">Work before the first sample of a run, so that everything is compiled and the clock is up.</param>
public sealed record SamplingPolicy(int MinSamples, int MaxSamples, double Seconds, double WarmUpSeconds)
{
    /// <summary>For numbers that are to be quoted.</summary>
    public static readonly SamplingPolicy Full = new(15, 101, 0.5, 1.0);

    /// <summary>For a first look, and for tests of this program.</summary>
    public static readonly SamplingPolicy Quick = new(3, 5, 0.02, 0.1);
}
