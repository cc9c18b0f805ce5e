using PowerSoftmax.Benchmarks.Suite.Measuring;

namespace PowerSoftmax.Benchmarks.Suite.Cases;

/// <summary>One operation, ready to be called again and again.</summary>
public interface IBenchmarkCase : IDisposable
{
    /// <summary>Operations in one call of <see cref="Run"/>; times are given for one of them.</summary>
    int Operations { get; }

    /// <summary>What one operation is made of.</summary>
    Work Work { get; }

    void Run();
}
