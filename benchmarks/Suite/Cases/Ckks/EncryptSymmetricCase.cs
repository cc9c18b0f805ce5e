using PowerSoftmax.Benchmarks.Suite.Measuring;
using PowerSoftmax.Runtime.Ckks.Secrets;

namespace PowerSoftmax.Benchmarks.Suite.Cases.Ckks;

/// <summary>With the secret key, as a seed and one polynomial. Sampling is not counted as work.</summary>
internal sealed class EncryptSymmetricCase(CkksWorkbench bench) : IBenchmarkCase
{
    private readonly SymmetricEncryptor encryptor = new(bench.Parameters, bench.Secret, bench.Workers);

    public int Operations => 1;

    public Work Work => new(bench.Shape.Limbs, 0, bench.Shape.Limbs);

    public void Run() => encryptor.EncryptSeeded(bench.Plaintext).Dispose();

    public void Dispose()
    {
    }
}
