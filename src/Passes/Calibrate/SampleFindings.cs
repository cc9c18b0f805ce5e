using PowerSoftmax.Passes.Approximate;

namespace PowerSoftmax.Passes.Calibrate;

/// <summary>What the calibration samples showed of a model before any approximation.</summary>
/// <param name="Exact">The exact circuit against the original model.</param>
/// <param name="Functions">Its functions with their arguments.</param>
public sealed record SampleFindings(AgreementReport Exact, IReadOnlyList<CalibratedFunction> Functions);
