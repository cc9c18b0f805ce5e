using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.TensorDialect;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>A polynomial of every element. Where no element is the argument is the middle of the interval, and the result zero.</summary>
/// <remarks>The polynomial without its value at the middle keeps zeros; that value is then added to the elements alone.</remarks>
internal static class FunctionKernel
{
    public static RowValue Lower(RowLowering lowering, Node node, Polynomial polynomial) => Lower(lowering, lowering[polynomial.Input], polynomial.Series, node.Name);

    public static RowValue Lower(RowLowering lowering, RowValue input, ChebyshevSeries series, string name)
    {
        RowValue unit = ToUnit(lowering, input, series.Interval, name + "#interval");
        Interval whole = new(-1, 1);
        double middle = new ChebyshevSeries(whole, series.Coefficients).EvaluateUnit(0);
        double[] coefficients = [.. series.Coefficients];
        coefficients[0] -= middle;
        PackedPolynomial odd = new(unit.Value, new ChebyshevSeries(whole, coefficients));
        return Plaintexts.Add(lowering, unit with { Value = lowering.Builder.Add(odd, name + "#activation") }, middle, name + "#activation");
    }

    /// <summary>Maps the interval onto [-1, 1]; a level, where it is another.</summary>
    private static RowValue ToUnit(RowLowering lowering, RowValue value, Interval interval, string name)
    {
        if (interval is { Low: -1, High: 1 })
        {
            return value;
        }

        PackedMultiplyScalar scaled = new(value.Value, 1 / interval.Radius);
        return Plaintexts.Add(lowering, value with { Value = lowering.Builder.Add(scaled, name) }, -interval.Center / interval.Radius, name);
    }
}
