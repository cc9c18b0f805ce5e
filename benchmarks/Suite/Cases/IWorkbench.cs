using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Benchmarks.Suite.Cases;

/// <summary>What the cases of one configuration share.</summary>
public interface IWorkbench : IDisposable
{
    /// <summary>The claim of the parameters; null where nothing is encrypted.</summary>
    SecurityLevel? Security { get; }
}
