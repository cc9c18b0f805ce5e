using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Passes.Rewriting;
using PowerSoftmax.Passes.Split;

namespace PowerSoftmax.Passes.Algebra;

/// <summary>Linear(a + b) becomes Linear(a) + Linear(b) where a or b is a Linear that nothing else uses, so that the two can join.</summary>
public sealed class PushLinearThroughAdd : RewritePass
{
    public override string Name => "push-linear-through-add";

    protected override bool Accepts(Graph graph) => graph.Name == ModuleKeys.Circuit;

    protected override ValueId? Rewrite(Node node, GraphRewriter rewriter, PassContext context)
    {
        if (node.Op is not Linear linear || rewriter.Producer<Add>(linear.Input) is not { } add || rewriter.Uses(linear.Input) != 1)
        {
            return null;
        }

        bool isWhole = rewriter.ShapeOf(add.Left) == rewriter.ShapeOf(add.Right);
        if (!isWhole || !(Joins(add.Left, linear, rewriter) || Joins(add.Right, linear, rewriter)))
        {
            return null;
        }

        ValueId left = rewriter.Add(linear with { Input = rewriter.Map(add.Left) }, node.Name + ".left");
        ValueId right = rewriter.Add(linear with { Input = rewriter.Map(add.Right), Bias = null }, node.Name + ".right");
        return rewriter.Add(new Add(left, right), node.Name);
    }

    private static bool Joins(ValueId summand, Linear outer, GraphRewriter rewriter) =>
        rewriter.Producer<Linear>(summand) is { } inner && rewriter.Uses(summand) == 1
        && FusionCost.IsWorthwhile(AffineMap.Of(inner, rewriter.Weights), AffineMap.Of(outer, rewriter.Weights), innerStays: false);
}
