using System.CommandLine;
using PowerSoftmax.Benchmarks.Suite.Cases;
using PowerSoftmax.Benchmarks.Suite.Results;
using PowerSoftmax.Benchmarks.Suite.Runs;
using PowerSoftmax.Cli.Benchmarks;
using PowerSoftmax.Cli.Output;

namespace PowerSoftmax.Cli.Commands;

/// <summary><c>powersoftmax bench</c>: how fast the engine is on this machine, beside scalar control kernels.</summary>
internal static class BenchCommand
{
    public static Command Create(Shell shell) => new("bench", "Measures the engine on this machine.")
    {
        Suite("kernels", "Measures transforms, products and basis conversions, a limb each.", BenchmarkSuites.Kernels, shell),
        Suite("ckks", "Measures the operations of clients and circuits at the highest level.", BenchmarkSuites.Ckks, shell),
        BenchBootstrapCommand.Create(shell),
        BenchCostsCommand.Create(shell),
    };

    private static Command Suite<TWorkbench>(string name, string description, BenchmarkSuite<TWorkbench> suite, Shell shell)
        where TWorkbench : IWorkbench
    {
        Option<string?> json = CommonOptions.Json();
        BenchOptionSet options = new();
        Command command = new(name, description) { json };
        options.AddTo(command);
        command.SetAction((result, cancellationToken) => Task.Run(
            () => Run($"bench {name}", suite, options.Read(result), result.GetValue(json), shell, cancellationToken),
            cancellationToken));
        return command;
    }

    private static void Run<TWorkbench>(
        string title, BenchmarkSuite<TWorkbench> suite, BenchmarkRequest request, string? json, Shell shell, CancellationToken cancellationToken)
        where TWorkbench : IWorkbench
    {
        JsonOutput.Check(json);
        IReadOnlyList<BenchmarkRow> rows = BenchProgress.Show(shell.Status, progress => suite.Run(request, progress, cancellationToken));
        JsonOutput.Write(rows, json, shell);
        if (!JsonOutput.ReplacesTables(json))
        {
            BenchTables.Write(title, rows, shell.Results);
        }
    }
}
