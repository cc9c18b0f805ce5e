using System.Globalization;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Passes.Approximate.Search;

namespace PowerSoftmax.Passes.Approximate;

/// <summary>Tells which of the chosen polynomials grow outside their intervals, although the candidates were tamed there.</summary>
public static class OvershootJudge
{
    /// <summary>Reports each that reaches more than <see cref="SearchOptions.LargestExcess"/> times what its function reaches.</summary>
    public static void Warn(IEnumerable<FunctionReport> functions, DiagnosticBag diagnostics)
    {
        foreach (FunctionReport function in functions.Where(static function => !(function.Overshoot.Excess <= SearchOptions.Default.LargestExcess)))
        {
            diagnostics.Report(
                DiagnosticKinds.PolynomialOvershoots,
                function.Node,
                function.Function,
                Short(function.Interval.Low),
                Short(function.Interval.High),
                Short(100 * function.Overshoot.Margin),
                function.Degree,
                Short(function.Overshoot.Largest),
                Short(function.Overshoot.Excess));
        }
    }

    private static string Short(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
