using PowerSoftmax.Benchmarks.Suite.Measuring;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Benchmarks.Suite.Cases.Ckks;

/// <summary>A rotation of a decomposed ciphertext, its division by P included, by another number of steps each time.</summary>
internal sealed class RotateHoistedCase(CkksWorkbench bench) : IBenchmarkCase
{
    private readonly Decomposition digits = bench.Evaluator.Decompose(bench.X);
    private int calls;

    public int Operations => 1;

    public Work Work => bench.Shape.InnerProduct() + bench.Shape.ModDown();

    public void Run() => bench.Evaluator.RotateHoisted(bench.X, digits, bench.Rotations[calls++ % bench.Rotations.Count]).Dispose();

    public void Dispose() => digits.Dispose();
}
