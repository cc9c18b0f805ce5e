using PowerSoftmax.Runtime.Execution;
using Spectre.Console;

namespace PowerSoftmax.Cli.Keys;

/// <summary>Shows one evaluation as a bar.</summary>
internal sealed class EvaluationProgress(ProgressTask task) : IProgress<CircuitProgress>
{
    public void Report(CircuitProgress value)
    {
        task.Value = 100 * value.Fraction;
        task.Description = "evaluating";
    }
}
