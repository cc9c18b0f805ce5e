using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Passes.Rewriting;

namespace PowerSoftmax.Passes.Contractions;

/// <summary>Takes the scalar factor of a contraction to its left operand, whose weights can hold it.</summary>
public sealed class ScaleOperands : RewritePass
{
    public override string Name => "scale-operands";

    protected override ValueId? Rewrite(Node node, GraphRewriter rewriter, PassContext context)
    {
        (ValueId core, double factor) = ScalarFactors.Peel(rewriter, node.Id);
        bool isFactor = core != node.Id && factor != 1 && rewriter.ShapeOf(core) == rewriter.ShapeOf(node.Id);
        return isFactor && rewriter.Producer<Contract>(core) is not null && rewriter.Uses(core) == 1 && rewriter.NewOp(rewriter.Map(core)) is Contract contract
            ? rewriter.Add(contract with { Left = rewriter.Scaled(contract.Left, factor, node.Name + ".left") }, node.Name)
            : null;
    }
}
