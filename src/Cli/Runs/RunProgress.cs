using PowerSoftmax.Runtime.Execution;
using Spectre.Console;

namespace PowerSoftmax.Cli.Runs;

/// <summary>Shows an evaluation as a bar.</summary>
/// <param name="task">The bar of one run.</param>
/// <param name="sample">Evaluations that have ended.</param>
/// <param name="count">Evaluations of the run.</param>
internal sealed class RunProgress(ProgressTask task, int sample, int count) : IProgress<CircuitProgress>
{
    public void Report(CircuitProgress value)
    {
        task.Value = 100 * (sample + value.Fraction) / count;
        task.Description = Markup.Escape($"evaluating {sample + 1} of {count}");
    }
}
