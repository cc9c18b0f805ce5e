using System.Diagnostics;

namespace PowerSoftmax.Runtime.Execution;

/// <summary>Measures one operation, and the encoding within it.</summary>
internal sealed class OperationClock
{
    private readonly long start = Stopwatch.GetTimestamp();
    private TimeSpan encoding;

    public double EncodeMilliseconds => encoding.TotalMilliseconds;

    public double Milliseconds => Stopwatch.GetElapsedTime(start).TotalMilliseconds;

    /// <summary>Counts the time until the result is disposed as encoding.</summary>
    public IDisposable Encoding() => new Interval(this);

    private sealed class Interval(OperationClock clock) : IDisposable
    {
        private readonly long start = Stopwatch.GetTimestamp();

        public void Dispose() => clock.encoding += Stopwatch.GetElapsedTime(start);
    }
}
