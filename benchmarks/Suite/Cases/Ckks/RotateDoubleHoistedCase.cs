using PowerSoftmax.Benchmarks.Suite.Measuring;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Benchmarks.Suite.Cases.Ckks;

/// <summary>One of a batch of eight rotations of a decomposed ciphertext that all stay modulo QP. Every one has a key of its own.</summary>
internal sealed class RotateDoubleHoistedCase(CkksWorkbench bench) : IBenchmarkCase
{
    private const int Batch = 8;

    private readonly Decomposition digits = bench.Evaluator.Decompose(bench.X);
    private readonly int[] steps = [.. Enumerable.Range(0, Batch).Select(i => bench.Rotations[i % bench.Rotations.Count])];

    public int Operations => Batch;

    public Work Work => bench.Shape.InnerProduct() + bench.Shape.TimesP(1);

    public void Run() =>
        Array.ForEach(HoistedRotations.Lazy(bench.Evaluator, bench.X, digits, steps), static (ExtendedCiphertext rotated) => rotated.Dispose());

    public void Dispose() => digits.Dispose();
}
