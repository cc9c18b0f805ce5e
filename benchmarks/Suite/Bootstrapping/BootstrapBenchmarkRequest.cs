namespace PowerSoftmax.Benchmarks.Suite.Bootstrapping;

/// <summary>Which bootstraps to measure.</summary>
public sealed record BootstrapBenchmarkRequest
{
    /// <summary>Ring degree; below 2^15 the parameters are of the insecure test kind.</summary>
    public int LogN { get; init; } = 16;

    /// <summary>Logarithms of the numbers of slots.</summary>
    public IReadOnlyList<int> LogSlots { get; init; } = [15, 12];

    public IReadOnlyList<int> Threads { get; init; } = [1, 2];

    /// <summary>Levels for circuits of the parameter set.</summary>
    public int CircuitLevels { get; init; } = 12;

    /// <summary>Levels left after the bootstrap, at most <see cref="CircuitLevels"/>.</summary>
    public IReadOnlyList<int> LevelsLeft { get; init; } = [12];

    /// <summary>Bootstraps of each kind after the first.</summary>
    public int Runs { get; init; } = 3;
}
