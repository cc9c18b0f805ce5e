using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Rewriting;

namespace PowerSoftmax.Passes.Normalization;

/// <summary>Finds attention with power-softmax: heads split, scores scaled anywhere, powers, values, heads merged.</summary>
/// <remarks>
/// A mean in the denominator becomes a sum: s^p / (mean + e) = S s^p / (sum + S e), the factor S going to the values. The graph
/// must be free of its batch axis (<see cref="DropBatch"/>).
/// </remarks>
public sealed class RecognizeAttention : RewritePass
{
    public override string Name => "recognize-attention";

    protected override ValueId? Rewrite(Node node, GraphRewriter rewriter, PassContext context)
    {
        if (Merged(node, rewriter) is not { } mixed || rewriter.Producer<MatMul>(mixed.Product) is not { } product)
        {
            return null;
        }

        (ValueId weights, double outer) = ScalarFactors.Peel(rewriter, product.Left);
        bool isSoftmax = rewriter.Producer<Ir.TensorDialect.PowerSoftmax>(weights) is { } softmax
            && Axes.Normalize(softmax.Axis, rewriter.ShapeOf(weights).Rank) == rewriter.ShapeOf(weights).Rank - 1;
        if (!isSoftmax || HeadsPattern.Rows(rewriter, product.Right) is not { } value || value.Heads != mixed.Heads)
        {
            return null;
        }

        return Build(rewriter.Producer<Ir.TensorDialect.PowerSoftmax>(weights)!, value with { Factor = value.Factor * outer * mixed.Factor }, node, rewriter);
    }

    /// <summary>The product [H, S, w] whose heads the node merges to [S, d]; for one head the node itself.</summary>
    private static (ValueId Product, int Heads, double Factor)? Merged(Node node, GraphRewriter rewriter)
    {
        switch (node.Op)
        {
            case MatMul when node.Type is TensorType { Shape.Rank: 2 }:
                return (node.Id, 1, 1);
            case Reshape reshape:
                (ValueId swapped, double factor) = ScalarFactors.Peel(rewriter, reshape.Input);
                bool merges = rewriter.Producer<Transpose>(swapped) is { Permutation: var p } && p.SequenceEqual([1, 0, 2])
                    && reshape.Target.Rank == 2 && reshape.Target[0] == rewriter.ShapeOf(swapped)[0];
                if (!merges)
                {
                    return null;
                }

                (ValueId product, double inner) = ScalarFactors.Peel(rewriter, rewriter.Producer<Transpose>(swapped)!.Input);
                return (product, rewriter.ShapeOf(swapped)[1], factor * inner);
            default:
                return null;
        }
    }

    private static ValueId? Build(Ir.TensorDialect.PowerSoftmax softmax, HeadsPattern value, Node node, GraphRewriter rewriter)
    {
        (ValueId scores, double scale) = ScalarFactors.Peel(rewriter, softmax.Input);
        if (rewriter.Producer<MatMul>(scores) is not { } product
            || HeadsPattern.Rows(rewriter, product.Left) is not { } query
            || HeadsPattern.Columns(rewriter, product.Right) is not { } key
            || query.Heads != value.Heads || key.Heads != value.Heads)
        {
            return null;
        }

        int keys = rewriter.ShapeOf(key.Matrix)[0];
        double count = softmax.Mean ? keys : 1;
        PowerAttentionOptions options = new(value.Heads, softmax.Power, scale * query.Factor * key.Factor, softmax.Epsilon * count);
        ValueId values = Scaled(rewriter, value.Matrix, value.Factor * count, node.Name + ".values");
        return rewriter.Add(new PowerAttention(rewriter.Map(query.Matrix), rewriter.Map(key.Matrix), values, options), node.Name);
    }

    private static ValueId Scaled(GraphRewriter rewriter, ValueId source, double factor, string name)
    {
        ValueId value = rewriter.Map(source);
        if (factor == 1)
        {
            return value;
        }

        string weight = rewriter.AddWeight(name + ".factor", Tensor.Scalar(factor, ElementType.Float64));
        ValueId constant = rewriter.Add(new Constant(weight), name + ".factor");
        return rewriter.Add(new Multiply(value, constant), name);
    }
}
