using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Passes.Answers;
using PowerSoftmax.Runtime.Execution;

namespace PowerSoftmax.Cli.Keys;

/// <summary>Warns a server whose circuit's answers show the client more of the model than its outputs (PSM3018).</summary>
/// <remarks>The compiler marks what it has proven; only a circuit without the mark is looked at, which takes a run of it in the clear.</remarks>
internal static class AnswerWarning
{
    /// <param name="open">Reads the circuit with its weights.</param>
    /// <param name="shell">Receives the warnings.</param>
    /// <returns>The same, warning after it has read.</returns>
    public static Func<Circuit> After(Func<Circuit> open, Shell shell) => () =>
    {
        Circuit circuit = open();
        Module module = circuit.Module;
        if (module.Meta(ModuleKeys.Answers) != ModuleKeys.AnswersShowOutputsOnly)
        {
            foreach (AnswerContents answer in AnswerAnalysis.Run(module.Find(ModuleKeys.Circuit)!, module.Weights).Where(static answer => !answer.ShowsOutputsOnly))
            {
                Diagnostic warning = Diagnostic.Of(DiagnosticKinds.CircuitShowsMore, module.Name, answer.Showing.Count, answer.SlotCount, answer.Tensor);
                shell.Error.WriteLine($"warning {warning.Id}: {warning.Message}");
            }
        }

        return circuit;
    };
}
