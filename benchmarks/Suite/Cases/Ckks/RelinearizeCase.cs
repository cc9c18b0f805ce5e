using PowerSoftmax.Benchmarks.Suite.Measuring;
using PowerSoftmax.Runtime.Ckks;

namespace PowerSoftmax.Benchmarks.Suite.Cases.Ckks;

/// <summary>A product of degree 2 to degree 1.</summary>
internal sealed class RelinearizeCase(CkksWorkbench bench) : IBenchmarkCase
{
    private readonly Ciphertext product = bench.Evaluator.Multiply(bench.X, bench.X);

    public int Operations => 1;

    public Work Work => bench.Shape.WholeSwitch();

    public void Run() => bench.Evaluator.Relinearize(product).Dispose();

    public void Dispose() => product.Dispose();
}
