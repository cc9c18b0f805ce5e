using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Passes.Rewriting;
using PowerSoftmax.Passes.Split;

namespace PowerSoftmax.Passes.Approximate;

/// <summary>Brings the argument of every series to [-1, 1] by scaling the weights that feed it, so that the map costs no level.</summary>
/// <remarks>
/// With center c and radius r of the interval, and u = (argument - c) / r: Normalize: rows times alpha = 1/sqrt(width r); u = sum of squares + (Epsilon - c) / r. Rows that
/// other norms look at as well, as in a residual stream, are divided by sqrt(width) for all of them, and the sum of squares by r.
/// Polynomial: the map goes into the Linear before it; where there is none it stays with the polynomial. Series take back what the scaling changes.
/// </remarks>
public sealed class NormalizePolynomialInputs : IPass
{
    private static readonly Interval Unit = new(-1, 1);

    public string Name => "normalize-polynomial-inputs";

    public Module Run(Module module, PassContext context)
    {
        if (module.Find(ModuleKeys.Circuit) is not { } circuit)
        {
            return module;
        }

        GraphRewriter rewriter = new(circuit, module.Weights);
        FedScaling scaling = new(rewriter);
        Graph normalized = rewriter.Run(node => Rewrite(node, rewriter, scaling));
        return UsedWeights.Keep(module.With(normalized, rewriter.Weights));
    }

    private static ValueId? Rewrite(Node node, GraphRewriter rewriter, FedScaling scaling) => node.Op switch
    {
        Ir.TensorDialect.Normalize { InverseRoot: { } series, Normalized: false } normalize => FromNormalize(normalize, series, node, rewriter, scaling),
        Polynomial polynomial when polynomial.Series.Interval != Unit && scaling.IsFree(polynomial.Input) => FromPolynomial(polynomial, node, rewriter, scaling),
        _ => null,
    };

    private static ValueId FromNormalize(Ir.TensorDialect.Normalize normalize, ChebyshevSeries series, Node node, GraphRewriter rewriter, FedScaling scaling)
    {
        (double center, double radius) = (series.Interval.Center, series.Interval.Radius);
        double gain = scaling.IsShared(normalize.Input) ? 1 / radius : 1;
        double alpha = Math.Sqrt(1 / (rewriter.ShapeOf(normalize.Input)[-1] * radius * gain));
        ValueId input = scaling.Scale(normalize.Input, alpha, 0);
        double shift = (normalize.Epsilon - center) / radius;
        return rewriter.Add(new Ir.TensorDialect.Normalize(input, normalize.Epsilon, OnUnit(series, 1 / alpha), true, shift) { Gain = gain }, node.Name);
    }

    private static ValueId FromPolynomial(Polynomial polynomial, Node node, GraphRewriter rewriter, FedScaling scaling)
    {
        Interval interval = polynomial.Series.Interval;
        ValueId input = scaling.Scale(polynomial.Input, 1 / interval.Radius, -interval.Center / interval.Radius);
        return rewriter.Add(new Polynomial(input, OnUnit(polynomial.Series, 1)), node.Name);
    }

    private static ChebyshevSeries OnUnit(ChebyshevSeries series, double factor) =>
        new(Unit, [.. series.Coefficients.Select(coefficient => coefficient * factor)]);
}
