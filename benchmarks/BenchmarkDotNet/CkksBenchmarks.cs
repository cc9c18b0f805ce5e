using PowerSoftmax.Benchmarks.Suite.Cases;
using PowerSoftmax.Benchmarks.Suite.Cases.Ckks;

namespace PowerSoftmax.Benchmarks;

/// <summary>The operations of clients and circuits.</summary>
public class CkksBenchmarks : SuiteBenchmarks<CkksWorkbench>
{
    protected override IReadOnlyList<CaseDefinition<CkksWorkbench>> Cases => CkksCases.All;

    protected override CkksWorkbench Open(BenchmarkConfiguration configuration) => new(configuration);
}
