using PowerSoftmax.Runtime.Execution;

namespace PowerSoftmax.Cli.Keys;

/// <summary>What an evaluation from files took, as plain values for JSON and tables.</summary>
/// <param name="Keys">The keys' name.</param>
/// <param name="Answer">The file written.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Milliseconds">Of the evaluation, loading of keys included.</param>
/// <param name="KeyCount">Evaluation keys on disk.</param>
/// <param name="KeyLoads">Keys loaded, repeated ones included.</param>
/// <param name="PeakKeyBytes">Most memory that keys took.</param>
/// <param name="Latency">Where the time went; loading a key counts to the operation that waited for it.</param>
/// <param name="Breakdown">The same by kind of work.</param>
/// <param name="Certificate">The claim of security.</param>
internal sealed record EvaluateReport(
    string Model, string Keys, string Answer, long Bytes, double Milliseconds, int KeyCount, int KeyLoads, long PeakKeyBytes,
    IReadOnlyList<LatencyRow> Latency, IReadOnlyList<LatencyRow> Breakdown, string Certificate);
