using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Passes.Rewriting;
using PowerSoftmax.Passes.Split;

namespace PowerSoftmax.Passes.Algebra;

/// <summary>Joins a Linear of a Linear into one, where that costs no more multiplications.</summary>
public sealed class FuseLinears : RewritePass
{
    public override string Name => "fuse-linears";

    protected override bool Accepts(Graph graph) => graph.Name == ModuleKeys.Circuit;

    protected override ValueId? Rewrite(Node node, GraphRewriter rewriter, PassContext context)
    {
        if (node.Op is not Linear outer || rewriter.NewOp(rewriter.Map(outer.Input)) is not Linear inner)
        {
            return null;
        }

        AffineMap first = AffineMap.Of(inner, rewriter.Weights);
        AffineMap second = AffineMap.Of(outer, rewriter.Weights);
        if (!FusionCost.IsWorthwhile(first, second, rewriter.Uses(outer.Input) > 1))
        {
            return null;
        }

        rewriter.Budget.Do(node.Name, first.WorkBefore(second));
        return first.Then(second).AddTo(rewriter, inner.Input, $"{inner.Weight}*{outer.Weight}", node.Name);
    }
}
