using PowerSoftmax.Benchmarks.Suite.Measuring;

namespace PowerSoftmax.Benchmarks.Suite.Cases.Ckks;

/// <summary>A whole rotation, by another number of steps each time.</summary>
internal sealed class RotateCase(CkksWorkbench bench) : IBenchmarkCase
{
    private int calls;

    public int Operations => 1;

    public Work Work => bench.Shape.WholeSwitch();

    public void Run() => bench.Evaluator.Rotate(bench.X, bench.Rotations[calls++ % bench.Rotations.Count]).Dispose();

    public void Dispose()
    {
    }
}
