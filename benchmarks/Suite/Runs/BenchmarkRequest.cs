using PowerSoftmax.Benchmarks.Suite.Measuring;

namespace PowerSoftmax.Benchmarks.Suite.Runs;

/// <summary>What to measure: every operation at every combination of the sizes.</summary>
public sealed record BenchmarkRequest
{
    /// <summary>Ring degrees, 10 to 17.</summary>
    public IReadOnlyList<int> LogNs { get; init; } = [13, 14, 15, 16];

    /// <summary>Numbers of ciphertext primes, 2 to 64.</summary>
    public IReadOnlyList<int> Primes { get; init; } = [4, 8, 12, 16, 20, 24, 28];

    /// <summary>Numbers of digits of a key switch, 1 to 64.</summary>
    public IReadOnlyList<int> Dnums { get; init; } = [4];

    /// <summary>Numbers of threads, 1 to 64.</summary>
    public IReadOnlyList<int> Threads { get; init; } = [1, 2];

    /// <summary>Names of operations; null measures all. The reference kernels are always measured.</summary>
    public IReadOnlyList<string>? Only { get; init; }

    public SamplingPolicy Policy { get; init; } = SamplingPolicy.Full;
}
