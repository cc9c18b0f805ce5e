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
/// <param name="Factor">The polynomial takes this many times the function's values: 1 but for quotients, whose weights absorb it.</param>
internal sealed record StrayingFunction(ScalarFunction? Function, Interval Interval, CkksPolynomial Polynomial, double Factor)
{
    private const int Points = 64;

    public bool IsRelative => Function is { LowestInput: > double.NegativeInfinity };

    public static StrayingFunction Of(Module module, string node, CkksPolynomial polynomial)
    {
        (string Function, Interval Interval)? known = CircuitMetadata.FunctionOf(module, node);
        ScalarFunction? function = known is null ? null : ScalarFunctions.Find(known.Value.Function);
        return function is null
            ? new StrayingFunction(null, new Interval(-1, 1), polynomial, 1)
            : new StrayingFunction(function, known!.Value.Interval, polynomial, FactorOf(function, known.Value.Interval, polynomial));
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
        double error = Math.Abs((ValueOf(Polynomial, unit) / Factor) - value);
        return IsRelative ? error / Math.Abs(value) : error;
    }

    /// <summary>The mean ratio inside of the interval, where the two differ by the polynomial's small error only.</summary>
    private static double FactorOf(ScalarFunction function, Interval interval, CkksPolynomial polynomial) => function.LowestInput > double.NegativeInfinity
        ? Enumerable.Range(0, Points).Average(point => Ratio(function, interval, polynomial, Math.Cos(Math.PI * (point + 0.5) / Points)))
        : 1;

    private static double Ratio(ScalarFunction function, Interval interval, CkksPolynomial polynomial, double unit) =>
        ValueOf(polynomial, unit) / function.Evaluate(interval.FromUnit(unit));

    private static double ValueOf(CkksPolynomial polynomial, double unit) => polynomial.Series.EvaluateUnit(unit * polynomial.Bound);
}
