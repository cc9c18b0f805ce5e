using BenchmarkDotNet.Attributes;
using PowerSoftmax.Benchmarks.Suite.Cases;

namespace PowerSoftmax.Benchmarks;

/// <summary>The cases of a suite, one call each: a kernel's call works on all limbs of a polynomial, a batch is one call.</summary>
public abstract class SuiteBenchmarks<TWorkbench>
    where TWorkbench : class, IWorkbench
{
    private TWorkbench? bench;
    private IBenchmarkCase? subject;

    [Params(13, 16)]
    public int LogN { get; set; }

    [Params(4, 24)]
    public int Primes { get; set; }

    [Params(1, 2)]
    public int Threads { get; set; }

    [Params(4)]
    public int Dnum { get; set; }

    /// <summary>The name of a case; <c>--filter '*rotate*'</c> chooses by it.</summary>
    [ParamsSource(nameof(Operations))]
    public string Operation { get; set; } = string.Empty;

    public IEnumerable<string> Operations => Cases.Select(static definition => definition.Name);

    protected abstract IReadOnlyList<CaseDefinition<TWorkbench>> Cases { get; }

    [GlobalSetup]
    public void Setup()
    {
        bench = Open(new BenchmarkConfiguration(LogN, Primes, Dnum, Threads));
        subject = Cases.Single(definition => definition.Name == Operation).Create(bench);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        subject!.Dispose();
        bench!.Dispose();
    }

    [Benchmark]
    public void Run() => subject!.Run();

    protected abstract TWorkbench Open(BenchmarkConfiguration configuration);
}
