using PowerSoftmax.Benchmarks.Suite.Measuring;

namespace PowerSoftmax.Benchmarks.Suite.Cases.Ckks;

/// <summary>A plaintext to the numbers in its slots, which takes at most three primes. Its embedding is not counted as work.</summary>
internal sealed class DecodeCase(CkksWorkbench bench) : IBenchmarkCase
{
    private const int MostPrimes = 3;

    public int Operations => 1;

    public Work Work => new(0, Math.Min(MostPrimes, bench.Shape.Limbs), 0);

    public void Run() => bench.Encoder.Decode(bench.Plaintext);

    public void Dispose()
    {
    }
}
