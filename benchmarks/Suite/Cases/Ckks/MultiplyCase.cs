using PowerSoftmax.Benchmarks.Suite.Measuring;

namespace PowerSoftmax.Benchmarks.Suite.Cases.Ckks;

/// <summary>Two ciphertexts to one of degree 2, not relinearized.</summary>
internal sealed class MultiplyCase(CkksWorkbench bench) : IBenchmarkCase
{
    public int Operations => 1;

    public Work Work => new(0, 0, 4 * bench.Shape.Limbs);

    public void Run() => bench.Evaluator.Multiply(bench.X, bench.X).Dispose();

    public void Dispose()
    {
    }
}
