using PowerSoftmax.Runtime.Execution;

namespace PowerSoftmax.Cli.Runs;

/// <summary>Everything that a run measured, as plain values for JSON and tables.</summary>
/// <param name="Samples">Every input with its answers.</param>
/// <param name="Summary">Agreement and errors.</param>
/// <param name="Costs">Keys, ciphertexts, memory, time.</param>
/// <param name="Latency">Where the time of the last evaluation went.</param>
/// <param name="Breakdown">The same by kind of work.</param>
/// <param name="Certificate">The claim of security.</param>
internal sealed record RunReport(
    string Model, IReadOnlyList<SampleResult> Samples, RunSummary Summary, RunCosts Costs, IReadOnlyList<LatencyRow> Latency,
    IReadOnlyList<LatencyRow> Breakdown, string Certificate);

/// <param name="KeyMilliseconds">Time to make the evaluation keys.</param>
/// <param name="KeyBytes">Memory of the evaluation keys.</param>
/// <param name="InputBytes">Ciphertexts sent for one input.</param>
/// <param name="OutputBytes">Ciphertexts received for one input.</param>
/// <param name="PeakBytes">Most memory the process had, compilation and keys included.</param>
/// <param name="MedianMilliseconds">Median time of an evaluation.</param>
/// <param name="LongestMilliseconds">Longest evaluation; the first one also warms up.</param>
internal sealed record RunCosts(
    int Levels, int KeyCount, double KeyMilliseconds, long KeyBytes, int InputCiphertexts, long InputBytes, long OutputBytes, long PeakBytes,
    int Threads, double MedianMilliseconds, double LongestMilliseconds)
{
    /// <summary>Inputs that an evaluation takes at once.</summary>
    public int Batch { get; init; } = 1;
}
