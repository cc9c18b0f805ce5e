using PowerSoftmax.Benchmarks.Suite.Measuring;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Benchmarks.Suite.Cases.Kernels;

/// <summary>The product of two limbs, added to a third.</summary>
internal sealed class MulAddCase(KernelWorkbench bench) : IBenchmarkCase
{
    private readonly RnsPolynomial x = RandomResidues.Polynomial(bench.Ring, bench.Configuration.Primes, seed: 1);
    private readonly RnsPolynomial y = RandomResidues.Polynomial(bench.Ring, bench.Configuration.Primes, seed: 2);
    private readonly RnsPolynomial sum = RandomResidues.Polynomial(bench.Ring, bench.Configuration.Primes, seed: 3);

    public int Operations => sum.LimbCount;

    public Work Work => new(0, 0, 1);

    public void Run() => RingOperations.MultiplyThenAdd(x, y, sum, bench.Workers);

    public void Dispose()
    {
        x.Dispose();
        y.Dispose();
        sum.Dispose();
    }
}
