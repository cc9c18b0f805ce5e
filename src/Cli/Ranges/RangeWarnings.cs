using PowerSoftmax.Cli.Runs;
using PowerSoftmax.Ir.Diagnostics;

namespace PowerSoftmax.Cli.Ranges;

/// <summary>Tells which inputs left the calibrated ranges (PSM4008).</summary>
internal static class RangeWarnings
{
    /// <summary>Most inputs of a run that are named one by one.</summary>
    private const int MostNamed = 10;

    public static void Write(IReadOnlyList<SampleResult> samples, TextWriter writer)
    {
        SampleResult[] strayed = [.. samples.Where(static sample => sample.Warnings.Count > 0)];
        foreach (SampleResult sample in strayed.Take(MostNamed))
        {
            Write(sample.Warnings.Select(warning => $"On input {sample.Index}: {warning}"), writer);
        }

        if (strayed.Length > MostNamed)
        {
            writer.WriteLine($"... and on {strayed.Length - MostNamed} more inputs; --json names them all.");
        }
    }

    public static void Write(IEnumerable<string> warnings, TextWriter writer) =>
        ErrorReport.WriteAll(warnings.Select(static warning => Diagnostic.Of(DiagnosticKinds.InputOutOfRange, warning)), writer);
}
