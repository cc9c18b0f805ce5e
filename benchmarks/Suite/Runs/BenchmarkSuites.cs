using PowerSoftmax.Benchmarks.Suite.Cases.Ckks;
using PowerSoftmax.Benchmarks.Suite.Cases.Kernels;

namespace PowerSoftmax.Benchmarks.Suite.Runs;

/// <summary>The suites there are.</summary>
public static class BenchmarkSuites
{
    public static BenchmarkSuite<KernelWorkbench> Kernels { get; } = new(KernelCases.All, static configuration => new KernelWorkbench(configuration));

    public static BenchmarkSuite<CkksWorkbench> Ckks { get; } = new(CkksCases.All, static configuration => new CkksWorkbench(configuration));
}
