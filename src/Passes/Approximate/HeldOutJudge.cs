using System.Globalization;
using PowerSoftmax.Ir.Diagnostics;

namespace PowerSoftmax.Passes.Approximate;

/// <summary>Whether the polynomial model may stand in for the original one, by samples that did not choose its polynomials.</summary>
/// <remarks>
/// Each output is judged by itself, by three questions: is every value finite, is the class the same often enough, is the largest
/// error small against the range. Pure.
/// </remarks>
public static class HeldOutJudge
{
    /// <summary>
    /// Budgets that a held-out error may take. The budget itself is kept on the calibration samples, where the polynomials are the
    /// cheapest that keep it; the largest error of other samples lies above it about as often as below.
    /// </summary>
    public const double Slack = 4;

    /// <summary>Reports every reason to refuse.</summary>
    public static void Judge(ApproximationReport report, double agreementAsked, DiagnosticBag diagnostics)
    {
        foreach (OutputAgreement output in report.HeldOut.Outputs)
        {
            if (output.Broken is { } broken)
            {
                diagnostics.Report(DiagnosticKinds.AnswerNotFinite, broken.Sample, $"output '{output.Name}', element {broken.Place}, of the polynomial model", broken.Element.ValueText, Advice(report));
                continue;
            }

            JudgeClasses(output, report.HeldOut.Samples, agreementAsked, diagnostics);
            JudgeError(output, report.Budget, diagnostics);
        }
    }

    private static void JudgeClasses(OutputAgreement output, int samples, double agreementAsked, DiagnosticBag diagnostics)
    {
        int asked = (int)Math.Ceiling((agreementAsked * output.Decisions) - 1e-9);
        if (output.Agreeing < asked)
        {
            string decisions = output.Decisions == samples ? $"{samples} held-out samples" : $"{output.Decisions} rows of {samples} held-out samples";
            diagnostics.Report(DiagnosticKinds.AgreementLow, output.Agreeing, decisions, asked, Short(output.LargestError), output.Name);
        }
    }

    private static void JudgeError(OutputAgreement output, double budget, DiagnosticBag diagnostics)
    {
        if (!(output.RelativeError <= Slack * budget))
        {
            diagnostics.Report(
                DiagnosticKinds.HeldOutErrorLarge, output.Name, Short(output.LargestError), Short(output.RelativeError), Short(budget), Short(Slack * budget));
        }
    }

    /// <summary>Names the function whose arguments strayed farthest, which is where an overflow begins.</summary>
    private static string Advice(ApproximationReport report)
    {
        FunctionReport? farthest = report.Functions.MaxBy(static function => function.Straying.Farthest);
        return farthest is { Straying.Farthest: > 0 }
            ? FormattableString.Invariant($"An argument of '{farthest.Function}' at node '{farthest.Node}' left {farthest.Interval} by {farthest.Straying.Farthest:G3} of its width: give calibration samples that cover such inputs.")
            : "Narrow the ranges of the model.";
    }

    private static string Short(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
