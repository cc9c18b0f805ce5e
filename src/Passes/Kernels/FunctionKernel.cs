using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.TensorDialect;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>A polynomial of every element. Where no element is the argument is the middle of the interval, and the result zero.</summary>
/// <remarks>The polynomial without its value at the middle keeps zeros; that value is then added to the elements alone.</remarks>
internal static class FunctionKernel
{
    public static RowValue Lower(RowLowering lowering, Node node, Polynomial polynomial)
    {
        RowValue input = lowering.Lacking<PartialSum>(polynomial.Input);
        return input.Pending is PartialSum { Exact: > 1 } sum && sum.UnitOf(polynomial.Series) is UnitMap unit
            ? input with { Pending = new PartialFunction(sum, unit, node.Name) }
            : Lower(lowering, input, polynomial.Series, node.Name);
    }

    public static RowValue Lower(RowLowering lowering, RowValue input, ChebyshevSeries series, string name) => input.Pending is not PartialSum sum ? Every(lowering, input, series, name)
        : sum.UnitOf(series) is UnitMap unit ? sum.Function(lowering, input, unit, name)
        : Every(lowering, sum.Alone(lowering, input, name), series, name);

    private static RowValue Every(RowLowering lowering, RowValue input, ChebyshevSeries series, string name)
    {
        UnitMap unit = UnitMap.Whole(series, series.Interval) ?? UnitMap.Exact(series);
        RowValue argument = unit.Variable(lowering, input, name + "#interval");
        double middle = unit.Series.EvaluateUnit(0);
        double[] coefficients = [.. unit.Series.Coefficients];
        coefficients[0] -= middle;
        PackedPolynomial odd = new(argument.Value, new ChebyshevSeries(unit.Series.Interval, coefficients)) { Bound = unit.Bound };
        return Plaintexts.Add(lowering, argument with { Value = lowering.Builder.Add(odd, name + "#activation") }, middle, name + "#activation");
    }
}
