using PowerSoftmax.Ir.Diagnostics;
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

    /// <summary>What the approximation chose and how good it is; set by <see cref="ApproximateFunctions"/>.</summary>
    public ApproximationReport? Approximation { get; set; }
}
