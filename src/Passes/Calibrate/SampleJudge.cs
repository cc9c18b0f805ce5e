using System.Globalization;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Passes.Approximate;

namespace PowerSoftmax.Passes.Calibrate;

/// <summary>Whether the samples can tell ranges, and verify what was made of them.</summary>
/// <remarks>
/// How many are enough: when the arguments of a function on n calibration samples and on a fresh input come from the same source,
/// each of the n + 1 is equally likely to hold the largest one, and likewise the smallest. So the fresh input leaves the range seen
/// with a chance of 2/(n + 1) at most, before any margin. Pure.
/// </remarks>
public static class SampleJudge
{
    /// <summary>Chance, for each function, that a fresh input leaves the range seen: 1 in 50, as often as classes may differ by default.</summary>
    public const double ChanceAllowed = 0.02;

    /// <summary>Calibration samples that bring the chance down to <see cref="ChanceAllowed"/>: 99.</summary>
    public static int Enough { get; } = (int)Math.Ceiling((2 / ChanceAllowed) - 1);

    /// <summary>Samples of which enough are left for calibration when a share is held out.</summary>
    public static int EnoughInAll(double heldOutFraction) => (int)Math.Ceiling(Enough / (1 - heldOutFraction));

    /// <summary>Refuses samples that leave none to verify with.</summary>
    /// <exception cref="DiagnosticException">PSM4004: one sample, or all are equal.</exception>
    public static void RequireHeldOut(string model, CalibrationSamples samples, double heldOutFraction)
    {
        if (samples.Split.HeldOut.Count == 0)
        {
            string what = samples.Count == 1 ? "there is one calibration sample" : $"all {samples.Count} calibration samples are equal";
            throw new DiagnosticException(DiagnosticKinds.NothingHeldOut, model, what, EnoughInAll(heldOutFraction));
        }
    }

    /// <summary>Refuses outputs whose errors cannot be judged.</summary>
    /// <exception cref="DiagnosticException">PSM4004: an output is the same on every sample and has one value.</exception>
    public static void RequireRange(string model, AgreementReport exact, double heldOutFraction)
    {
        if (exact.Outputs.FirstOrDefault(static output => output.Range == 0) is { } constant)
        {
            throw new DiagnosticException(DiagnosticKinds.NothingHeldOut, model, $"output '{constant.Name}' has the same value on all calibration samples", EnoughInAll(heldOutFraction));
        }
    }

    /// <summary>Warns of samples that are few, constant or one-sided.</summary>
    public static void Warn(string model, CalibrationSamples samples, SampleFindings findings, PassContext context)
    {
        int different = samples.DifferentCalibrationSamples;
        if (different < Enough)
        {
            context.Diagnostics.Report(
                DiagnosticKinds.SamplesFew,
                model,
                different,
                findings.Functions.Count,
                Math.Min(100, 200.0 / (different + 1)).ToString("0.#", CultureInfo.InvariantCulture),
                EnoughInAll(context.Options.HeldOutFraction),
                samples.Count);
        }

        foreach ((string what, string advice) in Constant(samples).Concat(OneClass(findings.Exact)).Concat(findings.Functions.SelectMany(OneSided)))
        {
            context.Diagnostics.Report(DiagnosticKinds.SamplesOneSided, model, what, advice);
        }
    }

    private static IEnumerable<(string What, string Advice)> Constant(CalibrationSamples samples) => samples.ConstantInputs.Select(static input => (
        $"input '{input}' is the same in all of them",
        "If it varies in use, give samples in which it does; the polynomials hold for this value alone."));

    private static IEnumerable<(string What, string Advice)> OneClass(AgreementReport exact) => exact.Outputs
        .Where(static output => output is { Decisions: > 1, DistinctClasses: 1 })
        .Select(static output => (
            $"output '{output.Name}' names one class on all of them",
            "Agreement on one class proves little: give samples of every class."));

    /// <summary>Only functions of the whole line have two sides: sums of squares are positive always.</summary>
    private static IEnumerable<(string What, string Advice)> OneSided(CalibratedFunction function)
    {
        if (!double.IsNegativeInfinity(function.Site.Function.LowestInput) || (function.Inputs.Min < 0 && function.Inputs.Max > 0))
        {
            yield break;
        }

        string side = (function.Inputs.Min == function.Inputs.Max, function.Inputs.Min >= 0) switch
        {
            (true, _) => "has the one argument",
            (_, true) => "has no negative argument:",
            _ => "has no positive argument:",
        };
        string range = function.Inputs.Min == function.Inputs.Max
            ? FormattableString.Invariant($"{function.Inputs.Min:G4}")
            : FormattableString.Invariant($"[{function.Inputs.Min:G4}, {function.Inputs.Max:G4}]");
        yield return (
            $"'{function.Site.Function.Name}' at node '{function.Site.Node.Name}' {side} {range}",
            "If the other side occurs in use, give samples that reach it.");
    }
}
