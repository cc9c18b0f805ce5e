using PowerSoftmax.Benchmarks.Suite.Measuring;

namespace PowerSoftmax.Benchmarks.Suite.Cases.Ckks;

/// <summary>The digits that rotations of one ciphertext share.</summary>
internal sealed class DecomposeCase(CkksWorkbench bench) : IBenchmarkCase
{
    public int Operations => 1;

    public Work Work => bench.Shape.Decompose();

    public void Run() => bench.Evaluator.Decompose(bench.X).Dispose();

    public void Dispose()
    {
    }
}
