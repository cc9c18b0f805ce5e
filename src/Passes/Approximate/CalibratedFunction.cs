using PowerSoftmax.Passes.Approximate.Candidates;
using PowerSoftmax.Passes.Approximate.Ranges;
using PowerSoftmax.Passes.Calibrate;

namespace PowerSoftmax.Passes.Approximate;

/// <summary>A function with what calibration found out about it.</summary>
/// <param name="Site">The node and its function.</param>
/// <param name="Inputs">Distribution of its arguments.</param>
/// <param name="Range">The interval it is approximated on.</param>
/// <param name="Sensitivity">Error of an output, relative to its range, for each unit of the function's error.</param>
/// <param name="Candidates">Polynomials to choose from, cheapest first.</param>
public sealed record CalibratedFunction(
    FunctionSite Site, Histogram Inputs, CalibratedInterval Range, double Sensitivity, IReadOnlyList<PolynomialCandidate> Candidates);
