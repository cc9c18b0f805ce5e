using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Passes.Answers;

namespace PowerSoftmax.Passes.Check;

/// <summary>Every slot of an answer is an output, a copy of one, or independent of the model (PSM3017).</summary>
public sealed class AnswerChecker : IChecker
{
    public void Check(CircuitUnderCheck circuit, DiagnosticBag diagnostics)
    {
        foreach (AnswerContents answer in AnswerAnalysis.Run(circuit.Ckks, circuit.Weights).Where(static answer => !answer.ShowsOutputsOnly))
        {
            diagnostics.Report(DiagnosticKinds.AnswerShowsMore, answer.Tensor, answer.Showing.Count, answer.SlotCount, answer.Showing[0]);
        }
    }
}
