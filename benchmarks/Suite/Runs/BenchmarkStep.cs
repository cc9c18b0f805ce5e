using PowerSoftmax.Benchmarks.Suite.Cases;

namespace PowerSoftmax.Benchmarks.Suite.Runs;

/// <summary>The cases to measure with one workbench.</summary>
internal sealed record BenchmarkStep<TWorkbench>(BenchmarkConfiguration Configuration, IReadOnlyList<CaseDefinition<TWorkbench>> Cases);
