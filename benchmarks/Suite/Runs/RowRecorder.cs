using PowerSoftmax.Benchmarks.Suite.Cases;
using PowerSoftmax.Benchmarks.Suite.Measuring;
using PowerSoftmax.Benchmarks.Suite.Results;
using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Benchmarks.Suite.Runs;

/// <summary>Turns measurements into rows and tells how far the run is.</summary>
internal sealed class RowRecorder(int total, IProgress<BenchmarkProgress> progress, CancellationToken cancellationToken)
{
    private const int Decimals = 3;

    private readonly List<BenchmarkRow> rows = [];

    public IReadOnlyList<BenchmarkRow> Rows => rows;

    public CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>The claim of the parameters in use.</summary>
    public SecurityLevel? Security { get; set; }

    /// <summary>Tells what comes now, unless the run was canceled.</summary>
    public void Announce(string name, BenchmarkConfiguration configuration)
    {
        CancellationToken.ThrowIfCancellationRequested();
        progress.Report(new BenchmarkProgress(
            rows.Count, total, $"{name}, N = 2^{configuration.LogN}, {configuration.Primes} primes, threads: {configuration.Threads}"));
    }

    public void Add(string name, bool usesDigits, BenchmarkConfiguration configuration, IBenchmarkCase subject, Measurement measurement)
    {
        Timing timing = measurement.Subject / subject.Operations;
        double? ratio = subject.Work == Work.None ? null : subject.Work.ControlTime(measurement.References) / timing.Median;

        rows.Add(new BenchmarkRow(
            name,
            configuration.LogN,
            configuration.Primes,
            configuration.Threads,
            usesDigits ? configuration.Dnum : null,
            Rounded(timing.Median),
            Rounded(timing.Min),
            ratio is double number ? Rounded(number) : null,
            Rounded(timing.Median / measurement.References.EngineForward),
            Security));
        progress.Report(new BenchmarkProgress(rows.Count, total, name));
    }

    private static double Rounded(double value) => Math.Round(value, Decimals);
}
