using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Passes;
using PowerSoftmax.Passes.Approximate.Functions;

namespace PowerSoftmax.Cli.Ranges;

/// <summary>A polynomial of a circuit, whose variable is scaled to [-1, 1], beside the function that it stands in for.</summary>
/// <param name="Function">The function; null where the circuit does not say it.</param>
/// <param name="Interval">The interval in the function's own variable.</param>
/// <param name="Series">The polynomial on [-1, 1].</param>
/// <param name="Factor">The polynomial takes this many times the function's values: 1 but for quotients, whose weights absorb it.</param>
internal sealed record StrayingFunction(ScalarFunction? Function, Interval Interval, ChebyshevSeries Series, double Factor)
{
    private const int Points = 64;

    public bool IsRelative => Function is { LowestInput: > double.NegativeInfinity };

    public static StrayingFunction Of(Module module, string node, ChebyshevSeries series)
    {
        (string Function, Interval Interval)? known = CircuitMetadata.FunctionOf(module, node);
        ScalarFunction? function = known is null ? null : ScalarFunctions.Find(known.Value.Function);
        return function is null
            ? new StrayingFunction(null, new Interval(-1, 1), series, 1)
            : new StrayingFunction(function, known!.Value.Interval, series, FactorOf(function, known.Value.Interval, series));
    }

    /// <summary>The polynomial's error at an argument in [-1, 1] or outside; relative for quotients.</summary>
    public double? ErrorAt(double unit)
    {
        if (Function is null)
        {
            return null;
        }

        double argument = Interval.FromUnit(unit);
        if (argument <= Function.LowestInput)
        {
            return double.PositiveInfinity;
        }

        double value = Function.Evaluate(argument);
        double error = Math.Abs((Series.EvaluateUnit(unit) / Factor) - value);
        return IsRelative ? error / Math.Abs(value) : error;
    }

    /// <summary>The mean ratio inside of the interval, where the two differ by the polynomial's small error only.</summary>
    private static double FactorOf(ScalarFunction function, Interval interval, ChebyshevSeries series) => function.LowestInput > double.NegativeInfinity
        ? Enumerable.Range(0, Points).Average(point => Ratio(function, interval, series, Math.Cos(Math.PI * (point + 0.5) / Points)))
        : 1;

    private static double Ratio(ScalarFunction function, Interval interval, ChebyshevSeries series, double unit) =>
        series.EvaluateUnit(unit) / function.Evaluate(interval.FromUnit(unit));
}
