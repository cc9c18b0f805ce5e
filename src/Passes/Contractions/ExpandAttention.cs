using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Rewriting;

namespace PowerSoftmax.Passes.Contractions;

/// <summary>Takes power attention apart: two contractions, a power, a sum over keys, its inverse, and the factor that waits behind the second.</summary>
public sealed class ExpandAttention : RewritePass
{
    public override string Name => "expand-attention";

    protected override ValueId? Rewrite(Node node, GraphRewriter rewriter, PassContext context)
    {
        if (node.Op is not PowerAttention attention)
        {
            return null;
        }

        ValueId query = Split(rewriter, rewriter.Scaled(rewriter.Map(attention.Query), attention.Scale, node.Name + ".query"), attention.Heads, node.Name + ".query");
        ValueId key = Split(rewriter, rewriter.Map(attention.Key), attention.Heads, node.Name + ".key");
        ValueId value = Split(rewriter, rewriter.Map(attention.Value), attention.Heads, node.Name + ".value");
        ValueId scores = rewriter.Add(new Contract(query, key, new ContractedDimensions("ihs", "jhs", "hij")), node.Name + ".scores");
        ValueId powers = WholePowers.Of(rewriter, scores, attention.Power, node.Name + "#softmax.powers");
        ValueId mixed = rewriter.Add(new Contract(powers, value, new ContractedDimensions("his", "shj", "ihj")), node.Name + ".mixed");
        ValueId product = rewriter.Add(new Multiply(mixed, Factor(rewriter, attention, powers, node.Name)), node.Name + ".weighted");
        return rewriter.Reshaped(product, ((TensorType)node.Type).Shape, node.Name);
    }

    /// <summary>1 / sum over keys, as [queries, heads, 1].</summary>
    private static ValueId Factor(GraphRewriter rewriter, PowerAttention attention, ValueId powers, string name)
    {
        ValueId sum = rewriter.Add(new ReduceSum(powers, EquatableArray<int>.Of(2), true), name + "#softmax.sum");
        ValueId argument = rewriter.Shifted(sum, attention.Epsilon, name + "#softmax.argument");
        return rewriter.Add(new Transpose(rewriter.Add(new Reciprocal(argument), name + "#softmax.inverse"), EquatableArray<int>.Of(1, 0, 2)), name + "#softmax.factor");
    }

    /// <summary>[tokens, features] as [tokens, heads, features of a head].</summary>
    private static ValueId Split(GraphRewriter rewriter, ValueId matrix, int heads, string name)
    {
        Shape shape = rewriter.NewShape(matrix);
        return rewriter.Add(new Reshape(matrix, Shape.Of(shape[0], heads, shape[1] / heads)), name + ".heads");
    }
}
