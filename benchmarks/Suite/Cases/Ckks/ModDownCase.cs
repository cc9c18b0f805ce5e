using PowerSoftmax.Benchmarks.Suite.Measuring;
using PowerSoftmax.Runtime.Ckks;

namespace PowerSoftmax.Benchmarks.Suite.Cases.Ckks;

/// <summary>The division by P that double hoisting postpones.</summary>
internal sealed class ModDownCase(CkksWorkbench bench) : IBenchmarkCase
{
    private readonly ExtendedCiphertext extended = bench.Evaluator.Extend(bench.X);

    public int Operations => 1;

    public Work Work => bench.Shape.ModDown();

    public void Run() => bench.Evaluator.ModDown(extended).Dispose();

    public void Dispose() => extended.Dispose();
}
