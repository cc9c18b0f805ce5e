using PowerSoftmax.Benchmarks.Suite.Measuring;

namespace PowerSoftmax.Benchmarks.Suite.Cases.Ckks;

/// <summary>A number in every slot to a plaintext. Its embedding is not counted as work.</summary>
internal sealed class EncodeCase(CkksWorkbench bench) : IBenchmarkCase
{
    public int Operations => 1;

    public Work Work => new(bench.Shape.Limbs, 0, 0);

    public void Run() => bench.Encoder.Encode(bench.Message, bench.Top, bench.Parameters.DefaultScale(bench.Top)).Dispose();

    public void Dispose()
    {
    }
}
