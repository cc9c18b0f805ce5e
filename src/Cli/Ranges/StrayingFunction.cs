using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Passes;
using PowerSoftmax.Passes.Approximate.Functions;

namespace PowerSoftmax.Cli.Ranges;

/// <summary>A polynomial of a circuit beside the function that it stands in for; the interval is [-1, 1] in units of its bound.</summary>
/// <param name="Function">The function; null where the circuit does not say it.</param>
/// <param name="Interval">The interval in the function's own variable.</param>
/// <param name="Polynomial">The polynomial.</param>
/// <param name="Scale">The polynomial takes this many times the function's values, and a number more: 1 but for quotients, whose weights absorb it; and 0 where the circuit does not add the value at zero by itself.</param>
internal sealed record StrayingFunction(ScalarFunction? Function, Interval Interval, CkksPolynomial Polynomial, (double Factor, double Summand) Scale)
{
    private const int Points = 64;

    public bool IsRelative => Function is { LowestInput: > double.NegativeInfinity };

    public static StrayingFunction Of(Module module, string node, CkksPolynomial polynomial)
    {
        (string Function, Interval Interval)? known = CircuitMetadata.FunctionOf(module, node);
        ScalarFunction? function = known is null ? null : ScalarFunctions.Find(known.Value.Function);
        return function is null
            ? new StrayingFunction(null, new Interval(-1, 1), polynomial, (1, 0))
            : new StrayingFunction(function, known!.Value.Interval, polynomial, ScaleOf(function, known.Value.Interval, polynomial));
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
        double error = Math.Abs(((ValueOf(Polynomial, unit) - Scale.Summand) / Scale.Factor) - value);
        return IsRelative ? error / Math.Abs(value) : error;
    }

    /// <summary>The line through both inside of the interval, where they differ by the polynomial's small error only.</summary>
    private static (double Factor, double Summand) ScaleOf(ScalarFunction function, Interval interval, CkksPolynomial polynomial)
    {
        double[] points = [.. Enumerable.Range(0, Points).Select(static point => Math.Cos(Math.PI * (point + 0.5) / Points))];
        double[] values = [.. points.Select(point => function.Evaluate(interval.FromUnit(point)))];
        double[] taken = [.. points.Select(point => ValueOf(polynomial, point))];
        (double mean, double meanTaken) = (values.Average(), taken.Average());
        double factor = function.LowestInput > double.NegativeInfinity
            ? values.Zip(taken, (value, own) => (value - mean) * (own - meanTaken)).Sum() / values.Sum(value => (value - mean) * (value - mean))
            : 1;
        return (factor, meanTaken - (factor * mean));
    }

    private static double ValueOf(CkksPolynomial polynomial, double unit) => polynomial.Series.EvaluateUnit(unit * polynomial.Bound);
}
