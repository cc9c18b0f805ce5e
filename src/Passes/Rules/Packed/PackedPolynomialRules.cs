using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Passes.Costs;

namespace PowerSoftmax.Passes.Rules.Packed;

/// <summary>A polynomial on [-1, 1], after a map of its interval to there.</summary>
internal sealed class PackedPolynomialRules : PackedOpRules<PackedPolynomial>
{
    /// <summary>Part of the names of the map's operations.</summary>
    private const string MapPart = "unit";

    public override bool MayBootstrap => true;

    protected override ProductForm Form(PackedPolynomial op) => ProductForm.Settled;

    protected override IEnumerable<int> FixedRotations(PackedPolynomial op) => [];

    protected override OperationCost Cost(PackedPolynomial op, PackedPlace at, CostModel model)
    {
        ChebyshevSeries unit = Unit(op);
        StructuredCosts structured = new(model);
        if (op.IsNormalized)
        {
            return structured.Polynomial(unit, op.LevelsConsumed, at.Level, op.Factor is not null);
        }

        double map = model.MultiplyPlain(at.Level) + model.Rescale(at.Level) + (op.Series.Interval.Center == 0 ? 0 : model.Add(at.Level - 1) / 2);
        return OperationCost.Of(map) + structured.Polynomial(unit, op.LevelsConsumed - 1, at.Level - 1, op.Factor is not null);
    }

    protected override PackedKeys Keys(PackedPolynomial op, PackedPlace at) => PackedKeys.At(op.Series.Degree > 1 ? at.Level - MapLevels(op) : null);

    protected override ValueId Lower(PackedPolynomial op, ICkksTarget target)
    {
        int levels = op.LevelsConsumed - MapLevels(op);
        ValueId input = target.At(op.Input, target.Level + op.LevelsConsumed);
        input = op.IsNormalized ? input : ToUnit(op, input, target);
        return target.Add(new CkksPolynomial(input, Unit(op), levels, target.ScaleAt(target.Level)) { Factor = op.Factor, Bound = op.Bound });
    }

    private static ChebyshevSeries Unit(PackedPolynomial op) => new(new Interval(-1, 1), op.Series.Coefficients);

    private static int MapLevels(PackedPolynomial op) => op.IsNormalized ? 0 : 1;

    /// <summary>u = (x - center) / radius: the interval onto [-1, 1].</summary>
    private static ValueId ToUnit(PackedPolynomial op, ValueId input, ICkksTarget target)
    {
        Interval interval = op.Series.Interval;
        Scale scale = target.ScaleAt(target.Level + op.LevelsConsumed);
        ValueId scaled = target.Product(new CkksMultiplyScalar(input, 1 / interval.Radius, scale), MapPart);
        return interval.Center == 0 ? scaled : target.Add(new CkksAddScalar(scaled, -interval.Center / interval.Radius), MapPart);
    }
}
