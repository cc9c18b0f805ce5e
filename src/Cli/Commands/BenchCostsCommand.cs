using System.CommandLine;
using System.Runtime.InteropServices;
using PowerSoftmax.Benchmarks.Suite.Costs;
using PowerSoftmax.Benchmarks.Suite.Measuring;
using PowerSoftmax.Benchmarks.Suite.Runs;
using PowerSoftmax.Cli.Benchmarks;
using PowerSoftmax.Cli.Output;
using PowerSoftmax.Passes.Costs;

namespace PowerSoftmax.Cli.Commands;

/// <summary><c>powersoftmax bench costs</c>: the primitive costs that the compiler predicts times from.</summary>
internal static class BenchCostsCommand
{
    public static Command Create(Shell shell)
    {
        Option<string?> json = CommonOptions.Json();
        Option<string?> source = new("--source") { Description = "Names the machine in the table." };
        Option<bool> quick = BenchOptionSet.Quick();
        NumberListOption logNs = BenchOptionSet.LogN([12, 13, 14, 15, 16, 17]);
        Command command = new("costs", "Measures the compiler's cost table.") { json, source, quick };
        logNs.AddTo(command);
        command.SetAction((result, cancellationToken) => Task.Run(
            () =>
            {
                string? target = result.GetValue(json);
                JsonOutput.Check(target);
                SamplingPolicy policy = BenchOptionSet.Policy(result.GetValue(quick));
                CostTable table = Measure(result.GetValue(source) ?? Machine(), logNs.Read(result), policy, shell, cancellationToken);
                JsonOutput.Write(table, target, shell);
                if (!JsonOutput.ReplacesTables(target))
                {
                    BenchTables.Write(table, shell.Results);
                }
            },
            cancellationToken));
        return command;
    }

    private static CostTable Measure(
        string source, IReadOnlyList<int> logNs, SamplingPolicy policy, Shell shell, CancellationToken cancellationToken) =>
        BenchProgress.Show(shell.Status, progress =>
        {
            CostTableMeasurement measurement = new(policy);
            List<CostRow> rows = [];
            foreach (int logN in logNs.Distinct().Order())
            {
                progress.Report(new BenchmarkProgress(rows.Count, logNs.Count, $"costs, N = 2^{logN}"));
                rows.Add(measurement.Row(logN, cancellationToken));
            }

            // What a second thread adds depends on the rest of the machine; the shipped share is kept.
            return new CostTable(source, CostTable.Default().ParallelGain, rows);
        });

    private static string Machine() => Numbers.Invariant(
        $"powersoftmax bench costs, one thread, {RuntimeInformation.ProcessArchitecture}, {RuntimeInformation.FrameworkDescription}");
}
