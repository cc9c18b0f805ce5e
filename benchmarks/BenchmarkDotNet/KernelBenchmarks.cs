using PowerSoftmax.Benchmarks.Suite.Cases;
using PowerSoftmax.Benchmarks.Suite.Cases.Kernels;

namespace PowerSoftmax.Benchmarks;

/// <summary>The kernels on whole polynomials.</summary>
public class KernelBenchmarks : SuiteBenchmarks<KernelWorkbench>
{
    protected override IReadOnlyList<CaseDefinition<KernelWorkbench>> Cases => KernelCases.All;

    protected override KernelWorkbench Open(BenchmarkConfiguration configuration) => new(configuration);
}
