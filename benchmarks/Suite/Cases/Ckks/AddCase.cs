using PowerSoftmax.Benchmarks.Suite.Measuring;

namespace PowerSoftmax.Benchmarks.Suite.Cases.Ckks;

/// <summary>Two ciphertexts.</summary>
internal sealed class AddCase(CkksWorkbench bench) : IBenchmarkCase
{
    public int Operations => 1;

    public Work Work => Work.None;

    public void Run() => bench.Evaluator.Add(bench.X, bench.X).Dispose();

    public void Dispose()
    {
    }
}
