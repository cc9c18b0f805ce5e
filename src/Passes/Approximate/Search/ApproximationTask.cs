using System.Globalization;
using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Passes.Approximate.Candidates;
using PowerSoftmax.Passes.Approximate.Functions;
using PowerSoftmax.Passes.Approximate.Ranges;

namespace PowerSoftmax.Passes.Approximate.Search;

/// <summary>What is to be approximated, where, and which error counts.</summary>
/// <param name="Function">The exact function.</param>
/// <param name="Interval">Where it must hold; inside the function's domain.</param>
/// <param name="Inputs">Calibrated inputs, if known: they weigh mean errors.</param>
/// <param name="Kind">The error that fits minimize.</param>
public sealed record ApproximationTask(ScalarFunction Function, Interval Interval, Histogram? Inputs, ErrorKind Kind)
{
    public SearchOptions Options { get; init; } = new();

    /// <exception cref="ArgumentException">The interval leaves the function's domain.</exception>
    public void Check()
    {
        if (Interval.Low <= Function.LowestInput)
        {
            string lowest = Function.LowestInput.ToString("R", CultureInfo.InvariantCulture);
            throw new ArgumentException($"{Function} is defined above {lowest} only, but its interval is {Interval}; raise the low end.");
        }
    }
}
