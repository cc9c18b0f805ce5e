using PowerSoftmax.Benchmarks.Suite.Measuring;
using PowerSoftmax.Runtime.Ckks;

namespace PowerSoftmax.Benchmarks.Suite.Cases.Ckks;

/// <summary>One period of a message that repeats to a periodic plaintext. The work that is counted is that of all slots.</summary>
/// <param name="bench">The workbench.</param>
/// <param name="repeats">How often the slots repeat.</param>
internal sealed class EncodePeriodicCase(CkksWorkbench bench, int repeats) : IBenchmarkCase
{
    private readonly PeriodicEncoder encoder = new(bench.Parameters);
    private readonly PlaintextForm form = new(bench.Top, bench.Parameters.DefaultScale(bench.Top), Extended: false);

    public int Operations => 1;

    public Work Work => new(bench.Shape.Limbs, 0, 0);

    public void Run() => encoder.Encode(bench.Message.AsSpan(0, bench.Parameters.SlotCount / repeats), form).Dispose();

    public void Dispose()
    {
    }
}
