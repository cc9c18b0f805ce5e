using PowerSoftmax.Benchmarks.Suite.Measuring;

namespace PowerSoftmax.Benchmarks.Suite.Cases.Ckks;

/// <summary>A ciphertext and a plaintext, not rescaled.</summary>
internal sealed class MultiplyPlainCase(CkksWorkbench bench) : IBenchmarkCase
{
    public int Operations => 1;

    public Work Work => new(0, 0, 2 * bench.Shape.Limbs);

    public void Run() => bench.Evaluator.MultiplyPlain(bench.X, bench.Plaintext).Dispose();

    public void Dispose()
    {
    }
}
