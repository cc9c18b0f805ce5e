namespace PowerSoftmax.Benchmarks.Suite.Cases.Kernels;

/// <summary>The kernels, in the order in which they are measured. Times are for one limb; polynomials have all primes.</summary>
public static class KernelCases
{
    public static IReadOnlyList<CaseDefinition<KernelWorkbench>> All { get; } =
    [
        new("ntt.forward", false, static bench => new NttForwardCase(bench)),
        new("ntt.inverse", false, static bench => new NttInverseCase(bench)),
        new("mul.pointwise", false, static bench => new MulPointwiseCase(bench)),
        new("mul.add", false, static bench => new MulAddCase(bench)),
        new("convert.basis", true, static bench => new ConvertBasisCase(bench)),
        new("automorphism", false, static bench => new AutomorphismCase(bench)),
    ];
}
