using System.Runtime;

namespace PowerSoftmax.Benchmarks.Suite.Measuring;

/// <summary>While it lives, the garbage collector avoids collections that stop the program; where it does not run concurrently this changes nothing.</summary>
internal sealed class SustainedMode : IDisposable
{
    private readonly GCLatencyMode before = GCSettings.LatencyMode;

    public SustainedMode() => GCSettings.LatencyMode = GCLatencyMode.SustainedLowLatency;

    public void Dispose() => GCSettings.LatencyMode = before;
}
