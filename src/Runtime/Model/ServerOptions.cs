using PowerSoftmax.Ir.Weights;

namespace PowerSoftmax;

/// <summary>How a server uses the machine.</summary>
public sealed record ServerOptions
{
    /// <summary>Threads of one evaluation.</summary>
    public int Threads { get; init; } = Math.Clamp(Environment.ProcessorCount, 1, 64);

    /// <summary>Memory for encoded weights kept between evaluations; what does not fit is encoded at each use. 4 GiB unless set, or a quarter of the machine's memory where that is less.</summary>
    public long PlaintextCacheBytes { get; init; } =
        Math.Min(WeightCache.UsualBytes, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4);

    /// <summary>Memory for evaluation keys; null for as much as they take.</summary>
    /// <remarks>
    /// Keys of a key directory are loaded and dropped by plan within it: at least the circuit's largest key. Keys that are in memory
    /// already must fit it.
    /// </remarks>
    public long? MaxKeyBytes { get; init; }
}
