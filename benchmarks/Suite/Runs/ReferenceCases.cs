using PowerSoftmax.Benchmarks.Suite.Cases;
using PowerSoftmax.Benchmarks.Suite.Measuring;

namespace PowerSoftmax.Benchmarks.Suite.Runs;

/// <summary>The reference kernels as cases of their own, so that every run also holds the numbers it compares with.</summary>
public static class ReferenceCases
{
    public static IReadOnlyList<CaseDefinition<ReferenceKernels>> All { get; } =
    [
        new("control.ntt.forward", false, static kernels => new Case(kernels.ControlForward, new Work(1, 0, 0))),
        new("control.ntt.inverse", false, static kernels => new Case(kernels.ControlInverse, new Work(0, 1, 0))),
        new("control.mul.pointwise", false, static kernels => new Case(kernels.ControlProduct, new Work(0, 0, 1))),
        new("ntt.forward", false, static kernels => new Case(kernels.EngineForward, new Work(1, 0, 0))),
    ];

    /// <summary>One limb, one thread.</summary>
    public static BenchmarkConfiguration Configuration(int logN) => new(logN, primes: 1, dnum: 1, threads: 1);

    private sealed class Case(Action body, Work work) : IBenchmarkCase
    {
        public int Operations => 1;

        public Work Work => work;

        public void Run() => body();

        public void Dispose()
        {
        }
    }
}
