using PowerSoftmax.Benchmarks.Suite.Measuring;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Benchmarks.Suite.Cases.Kernels;

/// <summary>The permutation of a limb in NTT form that rotates the slots.</summary>
internal sealed class AutomorphismCase(KernelWorkbench bench) : IBenchmarkCase
{
    private const uint GaloisElement = 3;

    private readonly RnsPolynomial x = RandomResidues.Polynomial(bench.Ring, bench.Configuration.Primes, seed: 1);
    private readonly RnsPolynomial image = RandomResidues.Polynomial(bench.Ring, bench.Configuration.Primes, seed: 2);

    public int Operations => image.LimbCount;

    public Work Work => Work.None;

    public void Run() => RingOperations.Automorphism(x, GaloisElement, image, bench.Workers);

    public void Dispose()
    {
        x.Dispose();
        image.Dispose();
    }
}
