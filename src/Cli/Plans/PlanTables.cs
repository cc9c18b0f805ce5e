using PowerSoftmax.Cli.Output;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Passes.Plan;
using Spectre.Console;

namespace PowerSoftmax.Cli.Plans;

/// <summary>A plan for people.</summary>
internal static class PlanTables
{
    public static void Write(PlanReport report, IAnsiConsole console)
    {
        console.Write(Functions(report));
        console.Write(Attempts(report));
        console.Write(Operations(report));
        if (report.Totals.Bootstraps > 0)
        {
            console.Write(Bootstraps(report));
        }

        console.Write(BreakdownTable.Of("Breakdown, one thread", [.. WorkKinds.Words.Values.Select(work => Breakdown(work, report.Operations))]));
        console.Write(Totals(report));
        console.WriteLine(report.Parameters.Certificate);
        foreach (string diagnostic in report.Diagnostics)
        {
            console.WriteLine(diagnostic);
        }
    }

    private static Table Functions(PlanReport report)
    {
        Table table = Tables.Of(
            "Polynomials", "Node", "Function", "Interval", "Family", ">Degree", ">Levels", ">Largest error", ">Mean error", ">Outside, held out", ">Growth at 5 % outside");
        foreach (PlanFunction function in report.Functions)
        {
            table.Row(
                function.Node,
                function.Function,
                Numbers.Invariant($"[{function.Low:G4}, {function.High:G4}]"),
                function.Family,
                Numbers.Whole(function.Degree),
                Numbers.Whole(function.Levels),
                Numbers.Scientific(function.MaxError) + (function.IsRelative ? " relative" : string.Empty),
                Numbers.Scientific(function.MeanError),
                Numbers.Invariant($"{100 * function.StrayingShare:0.00} %"),
                Numbers.Invariant($"{function.Overshoot:0.00}"));
        }

        return table;
    }

    private static Table Attempts(PlanReport report)
    {
        Table table = Tables.Of("Attempts", "Ring", "Layouts", "Bootstraps", ">log2 scale", ">Level of outputs", "Outcome");
        foreach (PlanAttempt attempt in report.Attempts)
        {
            table.Row(
                $"2^{attempt.LogN}",
                attempt.Layouts,
                attempt.IsBootstrapped ? "with" : "without",
                attempt.LogScale is int scale ? Numbers.Whole(scale) : string.Empty,
                Numbers.Whole(attempt.OutputLevel),
                attempt.IsTaken ? "taken" : attempt.Outcome);
        }

        return table;
    }

    private static Table Operations(PlanReport report)
    {
        Table table = Tables.Of(
            "Operations", "Layer", "Node", "Operation", ">Level", ">log2 scale", ">Rotations", ">Key switches", ">ms", ">encode ms");
        foreach (PlanOperation row in report.Operations)
        {
            string group = NodePath.Parse(row.Name).Group;
            table.Row(
                group,
                row.Name.StartsWith($"/{group}/", StringComparison.Ordinal) ? row.Name[(group.Length + 2)..] : row.Name,
                row.Operation[(row.Operation.IndexOf('.') + 1)..],
                row.LevelIn == row.LevelOut ? Numbers.Whole(row.LevelOut) : Numbers.Invariant($"{row.LevelIn} -> {row.LevelOut}"),
                Numbers.Invariant($"{row.Log2Scale:0.00}"),
                Numbers.Whole(row.Rotations),
                Numbers.Whole(row.KeySwitches),
                Numbers.Invariant($"{row.Milliseconds:0.0}"),
                Numbers.Invariant($"{row.EncodeMilliseconds:0.0}"));
        }

        return table;
    }

    private static Table Bootstraps(PlanReport report)
    {
        Table table = Tables.Of("Bootstraps", "Value", ">Level", ">Slots within", ">ms", ">Share of the time");
        foreach (PlanOperation row in report.Operations.Where(static row => row.Bound is not null))
        {
            table.Row(
                row.Name,
                Numbers.Invariant($"{row.LevelIn} -> {row.LevelOut}"),
                Numbers.Invariant($"{row.Bound:G6}"),
                Numbers.Invariant($"{row.Milliseconds:0.0}"),
                Numbers.Invariant($"{100 * row.Share:0.0} %"));
        }

        return table;
    }

    private static (string Work, int Operations, int KeySwitches, double Milliseconds) Breakdown(string work, IReadOnlyList<PlanOperation> operations)
    {
        PlanOperation[] own = [.. operations.Where(operation => operation.Work == work)];
        return (work, own.Length, own.Sum(static operation => operation.KeySwitches), own.Sum(static operation => operation.Milliseconds));
    }

    private static Table Totals(PlanReport report)
    {
        PlanTotals totals = report.Totals;
        Table table = Tables.Of($"{report.Model}, predicted", "What", ">Value");
        table.Row("time on one thread, on two", $"{Numbers.Milliseconds(totals.OneThreadMilliseconds)}, {Numbers.Milliseconds(totals.TwoThreadsMilliseconds)}");
        if (report.Batch > 1)
        {
            table.Row($"the same for each of {report.Batch} inputs", $"{Numbers.Milliseconds(totals.OneThreadMilliseconds / report.Batch)}, {Numbers.Milliseconds(totals.TwoThreadsMilliseconds / report.Batch)}");
        }

        foreach (PlanBound bound in report.Bounds)
        {
            table.Row(
                $"without {bound.Option} {Numbers.Bytes(bound.Bytes)}: time on two threads, keys, memory",
                $"{Numbers.Milliseconds(bound.TwoThreadsMilliseconds)}, {Numbers.Bytes(bound.KeyBytes)}, {Numbers.Bytes(bound.MemoryBytes)}");
        }

        table.Row("more in the first evaluation, one thread", Numbers.Milliseconds(totals.Milliseconds + totals.EncodeMilliseconds - totals.OneThreadMilliseconds));
        if (totals.Bootstraps > 0)
        {
            table.Row("bootstraps", Numbers.Invariant($"{totals.Bootstraps}, {100 * totals.BootstrapMilliseconds / totals.Milliseconds:0.0} % of the time"));
        }

        table.Row("key switches", Numbers.Whole(totals.KeySwitches));
        table.Row("ciphertext products", Numbers.Whole(totals.Products));
        table.Row("evaluation keys", Numbers.Invariant($"{totals.KeyCount}{(totals.KeyFormat == "seal" ? " of SEAL" : string.Empty)}, {Numbers.Bytes(totals.KeyBytes)} in memory, {Numbers.Bytes(totals.SeededKeyBytes)} on disk"));
        table.Row("ciphertexts sent, received", $"{Numbers.Bytes(totals.InputBytes)}, {Numbers.Bytes(totals.OutputBytes)}");
        table.Row("peak of ciphertexts and working memory", Numbers.Bytes(totals.PeakBytes));
        table.Row("with encoded weights and matrices, and all evaluation keys", Numbers.Bytes(totals.MemoryBytes));
        table.Row("precision left by noise", Numbers.Invariant($"{totals.PrecisionBits:0.0} bits of the output range"));
        AddAgreement(table, "calibration samples", report.Calibration);
        AddAgreement(table, "held-out samples", report.HeldOut);
        return table;
    }

    private static void AddAgreement(Table table, string what, PlanAgreement? agreement)
    {
        foreach (PlanOutput output in agreement?.Outputs ?? [])
        {
            string classes = output.Decisions > 0 ? $"{output.Agreeing} of {output.Decisions}, " : string.Empty;
            table.Row(
                $"polynomials = ONNX Runtime in '{output.Name}', {agreement!.Samples} {what}",
                classes + Numbers.Invariant($"largest error {output.LargestError:0.0000} ({Numbers.PowerOfTwo(output.RelativeError)} of the range)"));
        }
    }
}
