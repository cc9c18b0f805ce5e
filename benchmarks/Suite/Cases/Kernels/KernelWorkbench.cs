using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Runtime.Ckks;
using PowerSoftmax.Runtime.Ring;

namespace PowerSoftmax.Benchmarks.Suite.Cases.Kernels;

/// <summary>The ring of one configuration and who works on it.</summary>
public sealed class KernelWorkbench : IWorkbench
{
    private readonly Workers workers;

    public KernelWorkbench(BenchmarkConfiguration configuration)
    {
        Configuration = configuration;
        Ring = CkksParameters.Create(configuration.Parameters()).Ring;
        workers = new Workers(configuration.Threads);
    }

    public BenchmarkConfiguration Configuration { get; }

    public SecurityLevel? Security => null;

    public RingContext Ring { get; }

    public IWorkers Workers => workers;

    public void Dispose()
    {
        workers.Dispose();
        Ring.Limbs.Trim();
    }
}
