using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Rewriting;

namespace PowerSoftmax.Passes.Normalization;

/// <summary>Finds LayerNorm in its elementary spelling, RMSNorm as well, and folds gamma and beta into a LayerNorm.</summary>
/// <remarks>
/// The core is c / sqrt(mean(c^2) + epsilon) over the last axis, with c = x - mean(x) for a LayerNorm and any c for an RMSNorm,
/// which becomes a <see cref="Ir.TensorDialect.Normalize"/>. Runs after <see cref="MergeDuplicates"/>, so that a c computed
/// twice is one value.
/// </remarks>
public sealed class RecognizeLayerNorm : RewritePass
{
    public override string Name => "recognize-layer-norm";

    protected override ValueId? Rewrite(Node node, GraphRewriter rewriter, PassContext context) =>
        FromCore(node, rewriter) ?? FromGamma(node, rewriter) ?? FromBeta(node, rewriter);

    private static ValueId? FromCore(Node node, GraphRewriter rewriter)
    {
        if (Core(node, rewriter) is not { } core || Variance(rewriter, core.Variance) is not { } variance || variance.Of != core.Numerator)
        {
            return null;
        }

        return CenteredFrom(rewriter, core.Numerator) is { } x
            ? rewriter.Add(new LayerNorm(rewriter.Map(x), Ones(x, node, rewriter), null, -1, variance.Epsilon), node.Name)
            : rewriter.Add(new Ir.TensorDialect.Normalize(rewriter.Map(core.Numerator), variance.Epsilon), node.Name);
    }

    /// <summary>c / sqrt(v) or c * v^(-1/2).</summary>
    private static (ValueId Numerator, ValueId Variance)? Core(Node node, GraphRewriter rewriter)
    {
        if (QuotientPattern.Read(rewriter, node.Op) is { } quotient && RootOf(rewriter, quotient.Denominator) is { } variance)
        {
            return (quotient.Numerator, variance);
        }

        return node.Op is Multiply multiply
            ? InverseRootOf(rewriter, multiply.Right) is { } right ? (multiply.Left, right)
                : InverseRootOf(rewriter, multiply.Left) is { } left ? (multiply.Right, left) : null
            : null;
    }

    private static ValueId? RootOf(GraphRewriter rewriter, ValueId value) => rewriter.Source[value].Op switch
    {
        Sqrt sqrt => sqrt.Input,
        Power power when rewriter.IsScalar(power.Right, 0.5) => power.Left,
        _ => null,
    };

    private static ValueId? InverseRootOf(GraphRewriter rewriter, ValueId value) => rewriter.Source[value].Op switch
    {
        Sqrt { Input: var inner } when rewriter.Producer<Reciprocal>(inner) is { } reciprocal => reciprocal.Input,
        Power power when rewriter.IsScalar(power.Right, -0.5) => power.Left,
        _ => null,
    };

    /// <summary>mean(c^2) + epsilon over the last axis.</summary>
    private static (ValueId Of, double Epsilon)? Variance(GraphRewriter rewriter, ValueId value)
    {
        (ValueId mean, double epsilon) = rewriter.Source[value].Op switch
        {
            Add add when rewriter.ScalarOf(add.Right) is { } right => (add.Left, right),
            Add add when rewriter.ScalarOf(add.Left) is { } left => (add.Right, left),
            _ => (value, 0.0),
        };
        return MeanOverLast(rewriter, mean) is { } square && PowerPattern.Read(rewriter, square) is (var root, 2) ? (root, epsilon) : null;
    }

    /// <summary>The x of c = x - mean(x), or of c = x + -mean(x).</summary>
    private static ValueId? CenteredFrom(GraphRewriter rewriter, ValueId value)
    {
        (ValueId x, ValueId mean)? difference = rewriter.Source[value].Op switch
        {
            Subtract subtract => (subtract.Left, subtract.Right),
            Add add when rewriter.Producer<Negate>(add.Right) is { } negated => (add.Left, negated.Input),
            _ => null,
        };
        return difference is { } found && MeanOverLast(rewriter, found.mean) == found.x ? found.x : null;
    }

    private static ValueId? MeanOverLast(GraphRewriter rewriter, ValueId value)
    {
        if (rewriter.Producer<ReduceMean>(value) is not { KeepDimensions: true, Axes.Count: 1 } mean)
        {
            return null;
        }

        int rank = rewriter.ShapeOf(mean.Input).Rank;
        return Axes.Normalize(mean.Axes[0], rank) == rank - 1 ? mean.Input : null;
    }

    private static ValueId Ones(ValueId x, Node node, GraphRewriter rewriter)
    {
        Tensor ones = new(ElementType.Float64, Shape.Of(rewriter.ShapeOf(x)[-1]), [.. Enumerable.Repeat(1.0, rewriter.ShapeOf(x)[-1])]);
        return rewriter.Add(new Constant(rewriter.AddWeight(node.Name + ".ones", ones)), node.Name + ".ones");
    }

    private static ValueId? FromGamma(Node node, GraphRewriter rewriter) =>
        node.Op is Multiply multiply
            ? WithGamma(multiply.Left, multiply.Right, node, rewriter) ?? WithGamma(multiply.Right, multiply.Left, node, rewriter)
            : null;

    private static ValueId? WithGamma(ValueId value, ValueId constant, Node node, GraphRewriter rewriter)
    {
        if (RowConstant(value, constant, rewriter) is not { } factors || rewriter.Uses(value) != 1)
        {
            return null;
        }

        switch (rewriter.NewOp(rewriter.Map(value)))
        {
            case LayerNorm { Beta: null } norm when rewriter.NewOp(norm.Gamma) is Constant gamma:
                double[] old = rewriter.Weights.Data(gamma.Weight).Values;
                Tensor product = new(ElementType.Float64, Shape.Of(factors.Length), [.. factors.Select((factor, i) => factor * old[i % old.Length])]);
                ValueId weight = rewriter.Add(new Constant(rewriter.AddWeight(node.Name + ".gamma", product)), node.Name + ".gamma");
                return rewriter.Add(norm with { Gamma = weight }, node.Name);
            case Ir.TensorDialect.Normalize:
                return AffineMap.Diagonal(node.Name, factors, null).AddTo(rewriter, rewriter.Map(value), node.Name + ".gamma", node.Name);
            default:
                return null;
        }
    }

    private static ValueId? FromBeta(Node node, GraphRewriter rewriter) =>
        node.Op is Add add
            ? WithBeta(add.Left, add.Right, node, rewriter) ?? WithBeta(add.Right, add.Left, node, rewriter)
            : null;

    private static ValueId? WithBeta(ValueId value, ValueId constant, Node node, GraphRewriter rewriter)
    {
        bool isBare = rewriter.NewOp(rewriter.Map(value)) is LayerNorm { Beta: null } && rewriter.Uses(value) == 1;
        if (!isBare || RowConstant(value, constant, rewriter) is not { } summands)
        {
            return null;
        }

        Tensor beta = new(ElementType.Float64, Shape.Of(summands.Length), summands);
        ValueId weight = rewriter.Add(new Constant(rewriter.AddWeight(node.Name + ".beta", beta)), node.Name + ".beta");
        return rewriter.Add((LayerNorm)rewriter.NewOp(rewriter.Map(value)) with { Beta = weight }, node.Name);
    }

    private static double[]? RowConstant(ValueId value, ValueId constant, GraphRewriter rewriter)
    {
        int width = rewriter.ShapeOf(value).Rank == 0 ? 0 : rewriter.ShapeOf(value)[-1];
        Tensor? data = rewriter.ConstantOf(constant);
        return data is null || width == 0 ? null
            : data.Shape.Count == 1 ? [.. Enumerable.Repeat(data.Values[0], width)]
            : data.Shape.Count == width && data.Shape[-1] == width ? data.Values : null;
    }
}
