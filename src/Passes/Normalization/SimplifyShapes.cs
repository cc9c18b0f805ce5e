using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Rewriting;

namespace PowerSoftmax.Passes.Normalization;

/// <summary>Joins chains of Reshape and of Transpose, and drops those, and Casts and Expands, that change nothing.</summary>
public sealed class SimplifyShapes : RewritePass
{
    public override string Name => "simplify-shapes";

    protected override ValueId? Rewrite(Node node, GraphRewriter rewriter, PassContext context)
    {
        switch (node.Op)
        {
            case Reshape reshape:
                return Simplify(reshape, node, rewriter);
            case Transpose transpose:
                return Simplify(transpose, node, rewriter);
            case Cast or Expand when rewriter.Source[node.Op.Inputs[0]].Type == node.Type:
                return rewriter.Map(node.Op.Inputs[0]);
            default:
                return null;
        }
    }

    private static ValueId? Simplify(Reshape reshape, Node node, GraphRewriter rewriter)
    {
        ValueId input = rewriter.Map(reshape.Input);
        if (rewriter.NewOp(input) is Reshape inner)
        {
            input = inner.Input;
        }

        return rewriter.Target.TypeOf(input) == node.Type ? input : rewriter.Add(new Reshape(input, reshape.Target), node.Name);
    }

    private static ValueId? Simplify(Transpose transpose, Node node, GraphRewriter rewriter)
    {
        ValueId input = rewriter.Map(transpose.Input);
        EquatableArray<int> permutation = transpose.Permutation;
        if (rewriter.NewOp(input) is Transpose inner)
        {
            permutation = permutation.Select(axis => inner.Permutation[axis]).ToEquatableArray();
            input = inner.Input;
        }

        bool isIdentity = permutation.SequenceEqual(Enumerable.Range(0, permutation.Count));
        return isIdentity ? input : rewriter.Add(new Transpose(input, permutation), node.Name);
    }
}
