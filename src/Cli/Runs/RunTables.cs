using PowerSoftmax.Cli.Output;
using PowerSoftmax.Cli.Ranges;
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
            report.Samples[0].Outputs.ToList().ForEach(output => console.Write(Outputs(output)));
        }
        else if (report.Samples.Count <= MostListed)
        {
            console.Write(Samples(report));
        }

        if (report.Samples.All(static sample => sample.Strays is not null))
        {
            console.Write(Strays(report));
        }

        console.Write(Latency(report.Latency));
        console.Write(BreakdownTable.Of(report.Breakdown));
        console.Write(Summary(report));
        console.WriteLine(report.Certificate);
    }

    private static Table Outputs(OutputResult output)
    {
        Table table = Tables.Of($"Output '{output.Name}', {output.Shape}", ">Element", ">Encrypted", ">Polynomials in the clear", ">ONNX Runtime", ">Encrypted - clear");
        for (int i = 0; i < output.Encrypted.Length; i++)
        {
            table.Row(
                Numbers.Whole(i),
                Numbers.Fixed(output.Encrypted[i]),
                Numbers.Fixed(output.Clear[i]),
                output.Reference is null ? "-" : Numbers.Fixed(output.Reference[i]),
                Numbers.Scientific(output.Encrypted[i] - output.Clear[i]));
        }

        return table;
    }

    private static Table Samples(RunReport report)
    {
        Table table = Tables.Of(
            "Inputs", ">Index", "Output", ">Encrypted class", ">Clear class", ">ONNX Runtime", ">Label", ">Encrypted - clear", ">Clear - ONNX", ">Evaluation");
        foreach (SampleResult sample in report.Samples)
        {
            foreach (OutputResult output in sample.Outputs)
            {
                table.Row(
                    Numbers.Whole(sample.Index),
                    output.Name,
                    Class(output.EncryptedClass),
                    Class(output.ClearClass),
                    Class(output.ReferenceClass),
                    Class(sample.Label),
                    Numbers.Scientific(output.EncryptedError),
                    output.PolynomialError is double error ? Numbers.Scientific(error) : "-",
                    Numbers.Milliseconds(sample.EvaluateMilliseconds));
            }
        }

        return table;
    }

    private static string Class(int? number) => number is int value ? Numbers.Whole(value) : "-";

    /// <summary>Where arguments of polynomials left their intervals; one row says so where none did.</summary>
    private static Table Strays(RunReport report)
    {
        Table table = Tables.Of(
            "Arguments outside the intervals of polynomials", ">Input", "Node", "Function", "Interval", ">Farthest argument", ">Outside by, in widths", ">Slots", ">Error there");
        foreach (SampleResult sample in report.Samples)
        {
            foreach (PolynomialStray stray in sample.Strays!)
            {
                table.Row(
                    Numbers.Whole(sample.Index),
                    stray.Node,
                    stray.Function,
                    Numbers.Invariant($"[{stray.Low:G4}, {stray.High:G4}]"),
                    Numbers.Invariant($"{stray.Argument:G4}"),
                    Numbers.Invariant($"{stray.Distance:G3}"),
                    $"{stray.Outside} of {stray.Slots}",
                    stray.Error is double error ? Numbers.Scientific(error) + (stray.IsRelative ? " relative" : string.Empty) : "-");
            }
        }

        if (report.Samples.All(static sample => sample.Strays!.Count == 0))
        {
            table.Row("-", "none: on these inputs every argument lies in its interval", "-", "-", "-", "-", "-", "-");
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
        summary.Outputs.ToList().ForEach(output => AddOutput(table, output));
        AddCount(table, "encrypted class = label", summary.EncryptedCorrect, summary.Count);
        table.Row("evaluation, median and longest", $"{Numbers.Milliseconds(costs.MedianMilliseconds)}, {Numbers.Milliseconds(costs.LongestMilliseconds)} on {costs.Threads} threads");
        if (costs.Batch > 1)
        {
            table.Row($"for each of the {costs.Batch} inputs of an evaluation", Numbers.Milliseconds(costs.MedianMilliseconds / costs.Batch));
        }

        table.Row("evaluation keys", $"{costs.KeyCount}, {Numbers.Bytes(costs.KeyBytes)}, made in {Numbers.Milliseconds(costs.KeyMilliseconds)}");
        table.Row("levels", Numbers.Whole(costs.Levels));
        table.Row("ciphertexts sent, received", $"{costs.InputCiphertexts} ({Numbers.Bytes(costs.InputBytes)}), {Numbers.Bytes(costs.OutputBytes)}");
        table.Row("peak memory of the process", Numbers.Bytes(costs.PeakBytes));
        return table;
    }

    private static void AddOutput(Table table, OutputSummary output)
    {
        AddCount(table, $"'{output.Name}': encrypted class = clear polynomial class", output.Decisions > 0 ? output.EncryptedEqualsClear : null, output.Decisions);
        AddCount(table, $"'{output.Name}': encrypted class = ONNX Runtime class", output.Decisions > 0 ? output.EncryptedEqualsReference : null, output.Decisions);
        table.Row($"'{output.Name}': largest difference, encrypted from clear", Error(output.EncryptedError, output.RelativeEncryptedError));
        if (output is { PolynomialError: double error, RelativePolynomialError: double relative })
        {
            table.Row($"'{output.Name}': largest difference, clear from ONNX Runtime", Error(error, relative));
        }

        table.Row($"'{output.Name}': range", Numbers.Fixed(output.OutputRange));
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
