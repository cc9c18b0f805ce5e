using System.Globalization;
using PowerSoftmax.Runtime.Execution;
using Spectre.Console;

namespace PowerSoftmax.Samples.PrivateIntent;

/// <summary>Where time and bytes went, and what protects the question.</summary>
internal static class CostReport
{
    private const double MebiByte = 1 << 20;

    public static void Write(Costs costs, LatencyTable latency, IAnsiConsole console)
    {
        console.Write(Latency(latency));
        console.WriteLine(Text($"keys          {costs.Keys.Count} evaluation keys, {costs.Keys.ByteCount / MebiByte:0} MiB, made in {costs.KeyTime.TotalSeconds:0.0} s"));
        console.WriteLine(Text($"ciphertexts   {costs.Ciphertexts} sent ({costs.SentBytes / MebiByte:0.0} MiB), 1 returned ({costs.ReturnedBytes / MebiByte:0.0} MiB)"));
        console.WriteLine(Text($"levels        {costs.Circuit.Parameters.MaxLevel.Value}, {costs.Circuit.Graph.Nodes.Count} operations"));
        console.WriteLine(Text($"evaluation    {costs.EvaluationTime.TotalSeconds:0.0} s on {Environment.ProcessorCount} threads"));
        console.WriteLine(Text($"peak memory   {PeakMemory.Bytes() / MebiByte / 1024:0.00} GiB, client and server together"));
        console.WriteLine();
        console.WriteLine(costs.Circuit.Parameters.Certificate.ToString());
    }

    private static Table Latency(LatencyTable latency)
    {
        Table table = new Table { Border = TableBorder.Rounded }
            .AddColumn("Layer")
            .AddColumn("Work")
            .AddColumn("Key switches", Right)
            .AddColumn("ms", Right)
            .AddColumn("of it encoding", Right);
        foreach (LatencyRow row in latency.Rows.Append(latency.Total))
        {
            table.AddRow(
                Markup.Escape(row.Group),
                Markup.Escape(row.Role),
                Text($"{row.KeySwitches}"),
                Text($"{row.Milliseconds:0.0}"),
                Text($"{row.EncodeMilliseconds:0.0}"));
        }

        return table;
    }

    private static void Right(TableColumn column) => column.Alignment = Justify.Right;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
