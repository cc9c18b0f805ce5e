using PowerSoftmax.Benchmarks.Suite.Measuring;

namespace PowerSoftmax.Benchmarks.Suite.Cases.Ckks;

/// <summary>A ciphertext of degree 1.</summary>
internal sealed class RescaleCase(CkksWorkbench bench) : IBenchmarkCase
{
    public int Operations => 1;

    public Work Work => new(2 * (bench.Shape.Limbs - 1), 2, 2 * (bench.Shape.Limbs - 1));

    public void Run() => bench.Evaluator.Rescale(bench.X).Dispose();

    public void Dispose()
    {
    }
}
