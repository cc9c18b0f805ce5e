using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.TensorDialect;

namespace PowerSoftmax.Passes.Lowering;

/// <summary>Lowers a polynomial; an interval other than [-1, 1] costs one more level for the affine map onto it.</summary>
internal static class PolynomialLowering
{
    public static PackedValue Lower(LoweringContext context, Node node, Polynomial polynomial)
    {
        PackedValue input = context.Materialized(polynomial.Input, node.Name);
        ValueId unit = ToUnit(context.Builder, input.Value, polynomial.Series.Interval, node.Name);
        ChebyshevSeries series = new(new Interval(-1, 1), polynomial.Series.Coefficients);
        return input with { Value = context.Builder.Add(new PackedPolynomial(unit, series), node.Name + "#activation") };
    }

    private static ValueId ToUnit(GraphBuilder builder, ValueId value, Interval interval, string name)
    {
        if (interval is { Low: -1, High: 1 })
        {
            return value;
        }

        double scale = 2 / (interval.High - interval.Low);
        ValueId scaled = builder.Add(new PackedMultiplyScalar(value, scale), name + "#interval");
        return builder.Add(new PackedAddScalar(scaled, -scale * (interval.High + interval.Low) / 2), name + "#interval");
    }
}
