using PowerSoftmax.Benchmarks.Suite.Measuring;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Benchmarks.Suite.Cases.Kernels;

/// <summary>The product of two limbs in NTT form.</summary>
internal sealed class MulPointwiseCase(KernelWorkbench bench) : IBenchmarkCase
{
    private readonly RnsPolynomial x = RandomResidues.Polynomial(bench.Ring, bench.Configuration.Primes, seed: 1);
    private readonly RnsPolynomial y = RandomResidues.Polynomial(bench.Ring, bench.Configuration.Primes, seed: 2);
    private readonly RnsPolynomial product = RandomResidues.Polynomial(bench.Ring, bench.Configuration.Primes, seed: 3);

    public int Operations => product.LimbCount;

    public Work Work => new(0, 0, 1);

    public void Run() => RingOperations.Multiply(x, y, product, bench.Workers);

    public void Dispose()
    {
        x.Dispose();
        y.Dispose();
        product.Dispose();
    }
}
