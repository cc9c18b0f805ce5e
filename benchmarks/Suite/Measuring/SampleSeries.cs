using System.Diagnostics;

namespace PowerSoftmax.Benchmarks.Suite.Measuring;

/// <summary>Collects samples of one operation.</summary>
internal sealed class SampleSeries
{
    /// <summary>Calls are repeated until a sample takes this long: a hundred times what reading the clock may be off by.</summary>
    private const double SampleMicroseconds = 1000;

    /// <summary>A call as long as this finds its data in the caches soon enough; shorter ones get a call before the clock starts.</summary>
    private const double LongMicroseconds = 10_000;

    private readonly Action body;
    private readonly int calls;
    private readonly bool warms;
    private readonly List<double> samples = [];

    /// <summary>Calls the operation a few times to see how long it takes.</summary>
    public SampleSeries(Action body)
    {
        this.body = body;
        body();
        double once = Math.Min(Time(1), Time(1));
        calls = once >= SampleMicroseconds ? 1 : (int)Math.Ceiling(SampleMicroseconds / Math.Max(once, 1));
        warms = once < LongMicroseconds;
    }

    public int Count => samples.Count;

    public Timing Timing => Timing.Of(samples);

    public void Sample()
    {
        if (warms)
        {
            body();
        }

        samples.Add(Time(calls));
    }

    private double Time(int count)
    {
        long start = Stopwatch.GetTimestamp();

        for (int i = 0; i < count; i++)
        {
            body();
        }

        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / count;
    }
}
