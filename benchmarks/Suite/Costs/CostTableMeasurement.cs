using PowerSoftmax.Benchmarks.Suite.Cases;
using PowerSoftmax.Benchmarks.Suite.Cases.Ckks;
using PowerSoftmax.Benchmarks.Suite.Cases.Kernels;
using PowerSoftmax.Benchmarks.Suite.Measuring;
using PowerSoftmax.Passes.Costs;

namespace PowerSoftmax.Benchmarks.Suite.Costs;

/// <summary>Measures the compiler's cost table with the suite's own cases, on whole polynomials, so that memory counts as it does in circuits.</summary>
public sealed class CostTableMeasurement(SamplingPolicy policy)
{
    private const int Primes = 16;
    private const int Dnum = 4;
    private const int Repeats = 32;
    private const int Decimals = 2;

    /// <summary>A row for one ring degree, one thread.</summary>
    /// <exception cref="OperationCanceledException">The run was canceled.</exception>
    public CostRow Row(int logN, CancellationToken cancellationToken)
    {
        BenchmarkConfiguration configuration = new(logN, Primes, Dnum, threads: 1);
        using SustainedMode mode = new();
        using ReferenceKernels references = new(logN);
        InterleavedSampling sampling = new(references, policy);
        sampling.WarmUp();

        using KernelWorkbench kernels = new(configuration);
        double ntt = (Median(new NttForwardCase(kernels)) + Median(new NttInverseCase(kernels))) / 2;
        double multiplyAdd = Median(new MulAddCase(kernels));
        double convert = Median(new ConvertBasisCase(kernels)) / configuration.SpecialPrimes;

        using CkksWorkbench ckks = new(configuration);
        double keyProduct = Median(new RotateDoubleHoistedCase(ckks)) / configuration.Shape.InnerProducts;

        double runProduct = Median(new SumPlainCase(ckks, Repeats)) / (2 * configuration.Shape.ExtendedLimbs);

        // What is left of the smallest encoding is the embedding; where noise leaves nothing, a tenth stands for it.
        double encode = Median(new EncodeLowestCase(ckks));
        double embedding = Math.Max(encode - ntt, encode / 10);

        return new CostRow(logN, Rounded(ntt), Rounded(multiplyAdd), Rounded(keyProduct), Rounded(convert), Rounded(embedding), Rounded(runProduct));

        double Median(IBenchmarkCase subject)
        {
            using (subject)
            {
                return sampling.Measure(subject.Run, cancellationToken).Subject.Median / subject.Operations;
            }
        }
    }

    private static double Rounded(double microseconds) => Math.Round(microseconds, Decimals);
}
