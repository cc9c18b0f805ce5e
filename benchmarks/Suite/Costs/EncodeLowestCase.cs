using PowerSoftmax.Benchmarks.Suite.Cases;
using PowerSoftmax.Benchmarks.Suite.Cases.Ckks;
using PowerSoftmax.Benchmarks.Suite.Measuring;
using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Benchmarks.Suite.Costs;

/// <summary>An encoding for level 0: the embedding and one transform.</summary>
internal sealed class EncodeLowestCase(CkksWorkbench bench) : IBenchmarkCase
{
    private static readonly Level Lowest = new(0);

    public int Operations => 1;

    public Work Work => new(1, 0, 0);

    public void Run() => bench.Encoder.Encode(bench.Message, Lowest, bench.Parameters.DefaultScale(Lowest)).Dispose();

    public void Dispose()
    {
    }
}
