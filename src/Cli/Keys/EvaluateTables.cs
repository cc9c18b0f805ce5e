using PowerSoftmax.Cli.Output;
using PowerSoftmax.Cli.Runs;
using Spectre.Console;

namespace PowerSoftmax.Cli.Keys;

/// <summary>An evaluation for people.</summary>
internal static class EvaluateTables
{
    public static void Write(EvaluateReport report, IAnsiConsole console)
    {
        console.Write(RunTables.Latency(report.Latency));
        console.Write(BreakdownTable.Of(report.Breakdown));
        Table table = Tables.Of(report.Model, "What", ">Value");
        table.Row("answer", $"{report.Answer}, {Numbers.Bytes(report.Bytes)}");
        table.Row("for the keys", report.Keys);
        table.Row("evaluation, loading of keys included", Numbers.Milliseconds(report.Milliseconds));
        table.Row("evaluation keys, loads", $"{report.KeyCount}, {report.KeyLoads}");
        table.Row("most memory of keys", Numbers.Bytes(report.PeakKeyBytes));
        console.Write(table);
        console.WriteLine(report.Certificate);
    }
}
