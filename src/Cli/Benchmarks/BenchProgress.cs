using PowerSoftmax.Benchmarks.Suite.Runs;
using Spectre.Console;

namespace PowerSoftmax.Cli.Benchmarks;

/// <summary>Shows a measurement as a bar.</summary>
internal sealed class BenchProgress(ProgressTask task) : IProgress<BenchmarkProgress>
{
    /// <summary>Runs a measurement under a bar.</summary>
    public static T Show<T>(IAnsiConsole console, Func<IProgress<BenchmarkProgress>, T> measure) =>
        console.Progress().Start(context => measure(new BenchProgress(context.AddTask("measuring"))));

    public void Report(BenchmarkProgress value)
    {
        task.MaxValue = value.Total;
        task.Value = value.Done;
        task.Description = Markup.Escape(value.Current);
    }
}
