using PowerSoftmax.Benchmarks.Suite.Measuring;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Benchmarks.Suite.Cases.Kernels;

/// <summary>One digit of a decomposition, in coefficient form, into a limb of another prime: as many products as the digit has primes.</summary>
internal sealed class ConvertBasisCase : IBenchmarkCase
{
    private readonly KernelWorkbench bench;
    private readonly BasisConverter converter;
    private readonly BasisRows rows;
    private readonly RnsPolynomial destination;

    public ConvertBasisCase(KernelWorkbench bench)
    {
        this.bench = bench;
        int digitPrimes = Math.Min(bench.Configuration.SpecialPrimes, bench.Configuration.Primes);
        int[] from = [.. Enumerable.Range(0, digitPrimes)];
        int[] to = [.. Enumerable.Range(digitPrimes, bench.Ring.PrimeCount - digitPrimes)];
        converter = new BasisConverter(bench.Ring, from, to);
        rows = converter.RentRows();
        destination = new RnsPolynomial(bench.Ring, to, isNtt: false);
        using RnsPolynomial source = RandomResidues.Polynomial(bench.Ring, digitPrimes, seed: 1);
        converter.Prepare(source, 0, rows, bench.Workers);
    }

    public int Operations => destination.LimbCount;

    public Work Work => new(0, 0, converter.From.Length);

    public void Run() => bench.Workers.Run(destination.LimbCount, i => converter.ConvertRowLazy(i, rows, destination.Limb(i)));

    public void Dispose()
    {
        rows.Dispose();
        destination.Dispose();
    }
}
