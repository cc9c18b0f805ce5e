using PowerSoftmax.Benchmarks.Suite.Measuring;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Benchmarks.Suite.Cases.Kernels;

/// <summary>NTT form to coefficient form, a limb.</summary>
internal sealed class NttInverseCase(KernelWorkbench bench) : IBenchmarkCase
{
    private readonly RnsPolynomial x = RandomResidues.Polynomial(bench.Ring, bench.Configuration.Primes, seed: 1);

    public int Operations => x.LimbCount;

    public Work Work => new(0, 1, 0);

    // Balanced residues come out, so that the next call finds what a transform takes.
    public void Run() => bench.Workers.Run(x.LimbCount, i => bench.Ring.Ntt(i).Inverse(x.Limb(i)));

    public void Dispose() => x.Dispose();
}
