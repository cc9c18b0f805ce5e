namespace PowerSoftmax.Benchmarks.Suite.Runs;

/// <summary>How far a run is.</summary>
/// <param name="Done">Rows that are measured.</param>
/// <param name="Total">Rows of the run.</param>
/// <param name="Current">What is measured now, for people.</param>
public readonly record struct BenchmarkProgress(int Done, int Total, string Current);
