using PowerSoftmax.Benchmarks.Suite.Measuring;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Benchmarks.Suite.Cases.Ckks;

/// <summary>With a public key: three samples modulo QP, two products, one division by P. Sampling is not counted as work.</summary>
internal sealed class EncryptCase : IBenchmarkCase
{
    private readonly CkksWorkbench bench;
    private readonly PublicKey key;
    private readonly Encryptor encryptor;

    public EncryptCase(CkksWorkbench bench)
    {
        this.bench = bench;
        key = bench.Generator.CreatePublicKey(bench.Secret);
        encryptor = new Encryptor(bench.Parameters, key, bench.Workers);
    }

    public int Operations => 1;

    public Work Work => new Work(3 * bench.Shape.ExtendedLimbs, 0, 2 * bench.Shape.ExtendedLimbs) + bench.Shape.ModDown();

    public void Run() => encryptor.Encrypt(bench.Plaintext).Dispose();

    public void Dispose() => key.Dispose();
}
