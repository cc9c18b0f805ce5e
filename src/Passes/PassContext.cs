using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Passes.Approximate;
using PowerSoftmax.Passes.Calibrate;

namespace PowerSoftmax.Passes;

/// <summary>What a run of passes shares besides the module: options, samples, findings and the reports for the plan.</summary>
public sealed class PassContext(DiagnosticBag diagnostics, CompilerOptions options, ICalibrationSource? calibration = null)
{
    public DiagnosticBag Diagnostics { get; } = diagnostics;

    public CompilerOptions Options { get; } = options;

    /// <summary>The user's samples; null where none are given.</summary>
    public ICalibrationSource? Calibration { get; } = calibration;

    /// <summary>The module before the first pass, to compare with; null where passes run one by one.</summary>
    public Module? Imported { get; set; }

    /// <summary>What the approximation chose and how good it is; set by <see cref="ApproximateFunctions"/>.</summary>
    public ApproximationReport? Approximation { get; set; }

    /// <summary>For a run by itself: the same model and samples, nothing found yet.</summary>
    internal PassContext Apart(CompilerOptions options) => new(new DiagnosticBag(), options, Calibration) { Imported = Imported };
}
