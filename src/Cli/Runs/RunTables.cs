using PowerSoftmax.Cli.Output;
using PowerSoftmax.Runtime.Execution;
using Spectre.Console;

namespace PowerSoftmax.Cli.Runs;

/// <summary>A run for people.</summary>
internal static class RunTables
{
    /// <summary>Most inputs that are listed one by one.</summary>
    private const int MostListed = 10;

    public static void Write(RunReport report, IAnsiConsole console)
    {
        if (report.Samples.Count == 1)
        {
            console.Write(Outputs(report.Samples[0]));
        }
        else if (report.Samples.Count <= MostListed)
        {
            console.Write(Samples(report));
        }

        console.Write(Latency(report.Latency));
        console.Write(Summary(report));
        console.WriteLine(report.Certificate);
    }

    private static Table Outputs(SampleResult sample)
    {
        Table table = Tables.Of("Outputs", ">Class", ">Encrypted", ">Polynomials in the clear", ">ONNX Runtime", ">Encrypted - clear");
        for (int i = 0; i < sample.Encrypted.Length; i++)
        {
            table.Row(
                Numbers.Whole(i),
                Numbers.Fixed(sample.Encrypted[i]),
                Numbers.Fixed(sample.Clear[i]),
                sample.Reference is null ? "-" : Numbers.Fixed(sample.Reference[i]),
                Numbers.Scientific(sample.Encrypted[i] - sample.Clear[i]));
        }

        return table;
    }

    private static Table Samples(RunReport report)
    {
        Table table = Tables.Of(
            "Inputs", ">Index", ">Encrypted class", ">Clear class", ">ONNX Runtime", ">Label", ">Encrypted - clear", ">Clear - ONNX", ">Evaluation");
        foreach (SampleResult sample in report.Samples)
        {
            table.Row(
                Numbers.Whole(sample.Index),
                Numbers.Whole(sample.EncryptedClass),
                Numbers.Whole(sample.ClearClass),
                sample.ReferenceClass is int reference ? Numbers.Whole(reference) : "-",
                sample.Label is int label ? Numbers.Whole(label) : "-",
                Numbers.Scientific(sample.EncryptedError),
                sample.PolynomialError is double error ? Numbers.Scientific(error) : "-",
                Numbers.Milliseconds(sample.EvaluateMilliseconds));
        }

        return table;
    }

    /// <summary>Where the time of an evaluation went.</summary>
    public static Table Latency(IReadOnlyList<LatencyRow> rows)
    {
        Table table = Tables.Of("Latency of one evaluation", "Layer", "Work", ">Operations", ">Key switches", ">Time", ">of it encoding");
        foreach (LatencyRow row in rows)
        {
            table.Row(
                row.Group,
                row.Role,
                Numbers.Whole(row.Operations),
                Numbers.Whole(row.KeySwitches),
                Numbers.Milliseconds(row.Milliseconds),
                Numbers.Milliseconds(row.EncodeMilliseconds));
        }

        return table;
    }

    private static Table Summary(RunReport report)
    {
        RunSummary summary = report.Summary;
        RunCosts costs = report.Costs;
        Table table = Tables.Of(report.Model, "What", ">Value");
        table.Row("encrypted class = clear polynomial class", $"{summary.EncryptedEqualsClear} of {summary.Count}");
        AddCount(table, "encrypted class = ONNX Runtime class", summary.EncryptedEqualsReference, summary.Count);
        AddCount(table, "encrypted class = label", summary.EncryptedCorrect, summary.Count);
        table.Row("largest difference, encrypted from clear", Error(summary.EncryptedError, summary.RelativeEncryptedError));
        if (summary is { PolynomialError: double error, RelativePolynomialError: double relative })
        {
            table.Row("largest difference, clear from ONNX Runtime", Error(error, relative));
        }

        table.Row("range of the outputs", Numbers.Fixed(summary.OutputRange));
        table.Row("evaluation, median and longest", $"{Numbers.Milliseconds(costs.MedianMilliseconds)}, {Numbers.Milliseconds(costs.LongestMilliseconds)} on {costs.Threads} threads");
        table.Row("evaluation keys", $"{costs.KeyCount}, {Numbers.Bytes(costs.KeyBytes)}, made in {Numbers.Milliseconds(costs.KeyMilliseconds)}");
        table.Row("levels", Numbers.Whole(costs.Levels));
        table.Row("ciphertexts sent, received", $"{costs.InputCiphertexts} ({Numbers.Bytes(costs.InputBytes)}), {Numbers.Bytes(costs.OutputBytes)}");
        table.Row("peak memory of the process", Numbers.Bytes(costs.PeakBytes));
        return table;
    }

    private static string Error(double absolute, double relative) =>
        $"{Numbers.Scientific(absolute)} ({Numbers.PowerOfTwo(relative)} of the range)";

    private static void AddCount(Table table, string what, int? count, int of)
    {
        if (count is int number)
        {
            table.Row(what, $"{number} of {of}");
        }
    }
}
