using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Rewriting;

namespace PowerSoftmax.Passes.Normalization;

/// <summary>Finds s^p / (sum of s^p + epsilon) along one axis, the sum or the mean, in every spelling of powers and quotients.</summary>
/// <remarks>
/// The stable training form, s divided by its largest magnitude first, has the same value when epsilon is 0, and is undone. With
/// epsilon above 0 it has another value, and a largest magnitude cannot be computed encrypted: PSM3001.
/// </remarks>
public sealed class RecognizePowerSoftmax : RewritePass
{
    public override string Name => "recognize-power-softmax";

    protected override ValueId? Rewrite(Node node, GraphRewriter rewriter, PassContext context)
    {
        if (QuotientPattern.Read(rewriter, node.Op) is not { } quotient)
        {
            return null;
        }

        (ValueId Base, int Exponent) power = PowerPattern.Read(rewriter, quotient.Numerator);
        if (power.Exponent % 2 != 0 || Denominator(rewriter, quotient.Denominator) is not { } denominator || !IsSame(rewriter, denominator.Summand, power))
        {
            return null;
        }

        ValueId scores = power.Base;
        if (Unscaled(rewriter, scores) is { } unscaled)
        {
            ReportScaling(node, denominator.Epsilon, context);
            scores = unscaled;
        }

        return rewriter.Add(new Ir.TensorDialect.PowerSoftmax(rewriter.Map(scores), power.Exponent, denominator.Epsilon, denominator.Axis, denominator.Mean), node.Name);
    }

    private static bool IsSame(GraphRewriter rewriter, ValueId summand, (ValueId Base, int Exponent) power) => PowerPattern.Read(rewriter, summand) == power;

    private static (ValueId Summand, double Epsilon, int Axis, bool Mean)? Denominator(GraphRewriter rewriter, ValueId value)
    {
        (ValueId sum, double epsilon) = rewriter.Source[value].Op switch
        {
            Add add when rewriter.ScalarOf(add.Right) is { } right => (add.Left, right),
            Add add when rewriter.ScalarOf(add.Left) is { } left => (add.Right, left),
            _ => (value, 0.0),
        };
        return rewriter.Source[sum].Op is ReduceOp { KeepDimensions: true, Axes.Count: 1 } reduce and (ReduceSum or ReduceMean)
            ? (reduce.Input, epsilon, Axes.Normalize(reduce.Axes[0], rewriter.ShapeOf(reduce.Input).Rank), reduce is ReduceMean)
            : null;
    }

    /// <summary>The s of s / (max|s| + delta).</summary>
    private static ValueId? Unscaled(GraphRewriter rewriter, ValueId scores)
    {
        if (QuotientPattern.Read(rewriter, rewriter.Source[scores].Op) is not { } quotient)
        {
            return null;
        }

        ValueId largest = quotient.Denominator;
        if (rewriter.Producer<Add>(largest) is { } add)
        {
            largest = rewriter.ScalarOf(add.Right) is null ? add.Right : add.Left;
        }

        bool isScaling = rewriter.Producer<ReduceMax>(largest) is { } max
            && rewriter.Producer<Abs>(max.Input) is { } abs && abs.Input == quotient.Numerator;
        return isScaling ? quotient.Numerator : null;
    }

    private static void ReportScaling(Node node, double epsilon, PassContext context)
    {
        if (epsilon != 0)
        {
            context.Diagnostics.Report(
                DiagnosticKinds.NotPolynomial,
                node.Name,
                "power-softmax of scaled scores",
                $"the scores are divided by their largest magnitude, and with epsilon = {epsilon.ToString("R", System.Globalization.CultureInfo.InvariantCulture)} that cannot be left out. Export the model without the scaling, as for inference.");
        }
    }
}
