using System.Diagnostics;

namespace PowerSoftmax.Kernels.Benchmarks;

/// <summary>The median and the least time of one operation; they differ where other work shares the machine.</summary>
internal sealed record Measurement(string Operation, double Microseconds, double Least)
{
    private const int Samples = 201;
    private const double WarmUpSeconds = 0.15;

    /// <summary>Warms up, then takes the median over samples of several calls each.</summary>
    public static Measurement Of(string operation, Action body)
    {
        Stopwatch watch = Stopwatch.StartNew();
        int calls = 0;

        for (; watch.Elapsed.TotalSeconds < WarmUpSeconds; calls++)
        {
            body();
        }

        int callsPerSample = Math.Max(1, calls / 300);
        double[] times = new double[Samples];

        for (int sample = 0; sample < Samples; sample++)
        {
            watch.Restart();

            for (int i = 0; i < callsPerSample; i++)
            {
                body();
            }

            times[sample] = watch.Elapsed.TotalMicroseconds / callsPerSample;
        }

        Array.Sort(times);

        return new Measurement(operation, times[Samples / 2], times[0]);
    }
}
