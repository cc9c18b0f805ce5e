namespace PowerSoftmax;

/// <summary>How a server uses the machine.</summary>
public sealed record ServerOptions
{
    /// <summary>Threads of one evaluation.</summary>
    public int Threads { get; init; } = Math.Clamp(Environment.ProcessorCount, 1, 64);

    /// <summary>Memory for encoded weights kept between evaluations; what does not fit is encoded at each use.</summary>
    public long PlaintextCacheBytes { get; init; } = 1L << 30;
}
