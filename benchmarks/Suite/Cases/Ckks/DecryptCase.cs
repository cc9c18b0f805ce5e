using PowerSoftmax.Benchmarks.Suite.Measuring;
using PowerSoftmax.Runtime.Ckks.Secrets;

namespace PowerSoftmax.Benchmarks.Suite.Cases.Ckks;

/// <summary>To a plaintext, not decoded.</summary>
internal sealed class DecryptCase(CkksWorkbench bench) : IBenchmarkCase
{
    private readonly Decryptor decryptor = new(bench.Parameters, bench.Secret, bench.Workers);

    public int Operations => 1;

    public Work Work => new(0, 0, bench.Shape.Limbs);

    public void Run() => decryptor.Decrypt(bench.X).Dispose();

    public void Dispose()
    {
    }
}
