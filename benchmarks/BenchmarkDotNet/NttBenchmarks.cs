using BenchmarkDotNet.Attributes;
using PowerSoftmax.Benchmarks.Suite.Measuring;

namespace PowerSoftmax.Benchmarks;

/// <summary>Transforms of one limb beside the scalar control.</summary>
public class NttBenchmarks
{
    private ReferenceKernels? kernels;

    [Params(13, 14, 15, 16)]
    public int LogN { get; set; }

    [GlobalSetup]
    public void Setup() => kernels = new ReferenceKernels(LogN);

    [GlobalCleanup]
    public void Cleanup() => kernels!.Dispose();

    [Benchmark(Baseline = true)]
    public void ControlForward() => kernels!.ControlForward();

    [Benchmark]
    public void ControlInverse() => kernels!.ControlInverse();

    [Benchmark]
    public void Forward() => kernels!.EngineForward();

    [Benchmark]
    public void Inverse() => kernels!.EngineInverse();
}
