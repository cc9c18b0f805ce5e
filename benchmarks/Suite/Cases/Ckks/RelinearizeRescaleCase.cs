using PowerSoftmax.Benchmarks.Suite.Measuring;
using PowerSoftmax.Runtime.Ckks;

namespace PowerSoftmax.Benchmarks.Suite.Cases.Ckks;

/// <summary>The same with the rescale that follows, in one division.</summary>
internal sealed class RelinearizeRescaleCase(CkksWorkbench bench) : IBenchmarkCase
{
    private readonly Ciphertext product = bench.Evaluator.Multiply(bench.X, bench.X);

    public int Operations => 1;

    public Work Work => bench.Shape.Decompose() + bench.Shape.InnerProduct() + bench.Shape.TimesP(2) + bench.Shape.ModDown(rescales: 1);

    public void Run() => bench.Evaluator.RelinearizeRescale(product).Dispose();

    public void Dispose() => product.Dispose();
}
