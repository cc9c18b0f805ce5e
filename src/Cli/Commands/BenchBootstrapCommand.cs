using System.CommandLine;
using PowerSoftmax.Benchmarks.Suite.Bootstrapping;
using PowerSoftmax.Cli.Benchmarks;
using PowerSoftmax.Cli.Output;
using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Cli.Commands;

/// <summary><c>powersoftmax bench bootstrap</c>: time, precision and memory of bootstraps.</summary>
internal static class BenchBootstrapCommand
{
    private static readonly BootstrapBenchmarkRequest Defaults = new();

    public static Command Create(Shell shell)
    {
        Option<string?> json = CommonOptions.Json();
        Option<int> logN = CheckedOption.Whole("--log-n", "Ring degree as a base-2 logarithm; below 15 the parameters are INSECURE.", 10, 17, Defaults.LogN);
        Option<int> levels = CheckedOption.Whole("--levels", "Levels for circuits of the parameter set.", 1, 40, Defaults.CircuitLevels);
        Option<int> runs = CheckedOption.Whole("--runs", "Bootstraps of each kind, the first apart.", 1, 1000, Defaults.Runs);
        NumberListOption logSlots = new("--log-slots", "Numbers of slots as base-2 logarithms", 1, 16, Defaults.LogSlots);
        NumberListOption threads = new("--threads", "Numbers of threads", 1, 64, Defaults.Threads);
        NumberListOption left = new("--levels-left", "Levels left after the bootstrap", 1, 40, Defaults.LevelsLeft);
        Command command = new("bootstrap", "Measures time, precision and memory of bootstraps.") { json, logN, levels, runs };
        Array.ForEach([logSlots, threads, left], list => list.AddTo(command));
        command.SetAction((result, cancellationToken) => Task.Run(
            () => Run(
                new BootstrapBenchmarkRequest
                {
                    LogN = result.GetValue(logN),
                    CircuitLevels = result.GetValue(levels),
                    Runs = result.GetValue(runs),
                    LogSlots = logSlots.Read(result),
                    Threads = threads.Read(result),
                    LevelsLeft = ReferenceEquals(left.Read(result), Defaults.LevelsLeft) ? [result.GetValue(levels)] : left.Read(result),
                },
                result.GetValue(json),
                shell,
                cancellationToken),
            cancellationToken));
        return command;
    }

    private static void Run(BootstrapBenchmarkRequest request, string? json, Shell shell, CancellationToken cancellationToken)
    {
        JsonOutput.Check(json);

        try
        {
            IReadOnlyList<BootstrapRow> rows = BenchProgress.Show(
                shell.Status, progress => BootstrapBenchmark.Run(request, progress, cancellationToken));
            JsonOutput.Write(rows, json, shell);

            if (!JsonOutput.ReplacesTables(json))
            {
                BenchTables.Write(rows, shell.Results);
            }
        }
        catch (ParameterException error)
        {
            throw new UserException(error.Message);
        }
    }
}
