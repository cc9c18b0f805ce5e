using PowerSoftmax.Benchmarks.Suite.Measuring;
using PowerSoftmax.Runtime.Rlwe;

namespace PowerSoftmax.Benchmarks.Suite.Cases.Ckks;

/// <summary>One Galois key: for each digit an error modulo QP and one product, and the secret times P once. Sampling is not counted as work.</summary>
internal sealed class KeyGenerateCase(CkksWorkbench bench) : IBenchmarkCase
{
    private readonly GaloisElement element = GaloisElement.ForRotation(1, bench.Parameters.LogN);

    public int Operations => 1;

    public Work Work
    {
        get
        {
            int limbs = bench.Shape.Digits * bench.Shape.ExtendedLimbs;

            return new Work(limbs, 0, limbs + bench.Shape.Limbs);
        }
    }

    public void Run() => bench.Generator.CreateGaloisKey(bench.Secret, element, bench.Top).Dispose();

    public void Dispose()
    {
    }
}
