using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Passes.Approximate.Candidates;
using PowerSoftmax.Passes.Approximate.Ranges;

namespace PowerSoftmax.Passes.Approximate;

/// <summary>What stands in for one function, why, and how well, for the plan.</summary>
/// <param name="Node">Name of the node.</param>
/// <param name="Function">The function: <c>reciprocal</c>, <c>gelu</c>...</param>
/// <param name="Interval">Where it is approximated: the calibrated range with its margin.</param>
/// <param name="Inputs">Distribution of its inputs on the calibration samples.</param>
/// <param name="Family">Kind of polynomial: <c>minimax</c>, <c>even minimax</c>...</param>
/// <param name="Series">The polynomial, in the function's own variable.</param>
/// <param name="Cost">Levels and products of its evaluation.</param>
/// <param name="MaxError">Largest error on the interval, relative where <paramref name="IsRelative"/>.</param>
/// <param name="MeanError">Mean absolute error over the calibrated inputs.</param>
/// <param name="IsRelative">Whether errors count relative to the function.</param>
/// <param name="Sensitivity">Measured error of an output, relative to its range, for each unit of the function's error.</param>
/// <param name="Straying">How far held-out inputs leave the interval.</param>
public sealed record FunctionReport(
    string Node,
    string Function,
    Interval Interval,
    Histogram Inputs,
    string Family,
    ChebyshevSeries Series,
    EvaluationCost Cost,
    double MaxError,
    double MeanError,
    bool IsRelative,
    double Sensitivity,
    Straying Straying)
{
    /// <summary>How large the polynomial becomes just outside of the interval.</summary>
    public required Overshoot Overshoot { get; init; }

    public int Degree => Series.Degree;

    public int Levels => Cost.Levels;
}
