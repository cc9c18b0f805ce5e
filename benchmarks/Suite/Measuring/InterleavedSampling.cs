using System.Diagnostics;

namespace PowerSoftmax.Benchmarks.Suite.Measuring;

/// <summary>Samples an operation in turn with the reference kernels: what slows the machine down for a while slows both down, and ratios stay.</summary>
public sealed class InterleavedSampling(ReferenceKernels references, SamplingPolicy policy)
{
    /// <exception cref="OperationCanceledException">The run was canceled.</exception>
    public Measurement Measure(Action subject, CancellationToken cancellationToken)
    {
        // Garbage of earlier operations is not to be collected within this one's samples.
        GC.Collect();
        SampleSeries own = new(subject);
        SampleSeries[] others = [.. references.All.Select(static reference => new SampleSeries(reference))];
        Stopwatch watch = Stopwatch.StartNew();

        while (own.Count < policy.MinSamples || (own.Count < policy.MaxSamples && watch.Elapsed.TotalSeconds < policy.Seconds))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Array.ForEach(others, static series => series.Sample());
            own.Sample();
        }

        return new Measurement(own.Timing, ReferenceTimes.Of([.. others.Select(static series => series.Timing.Median)]));
    }

    /// <summary>Runs the reference kernels until everything they use is compiled and the processor's clock is up.</summary>
    public void WarmUp()
    {
        Stopwatch watch = Stopwatch.StartNew();

        while (watch.Elapsed.TotalSeconds < policy.WarmUpSeconds)
        {
            foreach (Action reference in references.All)
            {
                reference();
            }
        }
    }
}
