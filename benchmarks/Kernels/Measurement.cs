using System.Diagnostics;

namespace PowerSoftmax.Kernels.Benchmarks;

/// <summary>The median time of one operation.</summary>
internal sealed record Measurement(string Operation, double Microseconds)
{
    private const int Samples = 41;
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

        int callsPerSample = Math.Max(1, calls / 100);
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

        return new Measurement(operation, times[Samples / 2]);
    }
}
