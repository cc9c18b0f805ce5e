using System.Diagnostics;

namespace PowerSoftmax.Ckks.Benchmarks;

/// <summary>Medians of one operation: on the clock, and processor time of all threads, which a busy machine disturbs less.</summary>
internal readonly record struct Timing(double Wall, double Processor)
{
    private const int Samples = 15;

    public static Timing Of(Action body)
    {
        double[] wall = new double[Samples];
        double[] processor = new double[Samples];
        body();

        for (int i = 0; i < Samples; i++)
        {
            TimeSpan used = Environment.CpuUsage.TotalTime;
            long start = Stopwatch.GetTimestamp();
            body();
            wall[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            processor[i] = (Environment.CpuUsage.TotalTime - used).TotalMilliseconds;
        }

        Array.Sort(wall);
        Array.Sort(processor);

        return new Timing(wall[Samples / 2], processor[Samples / 2]);
    }
}
