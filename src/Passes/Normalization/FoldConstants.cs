using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Rewriting;

namespace PowerSoftmax.Passes.Normalization;

/// <summary>Replaces a node whose operands are all constants by a constant, within the rewriter's budget.</summary>
public sealed class FoldConstants : RewritePass
{
    public override string Name => "fold-constants";

    protected override ValueId? Rewrite(Node node, GraphRewriter rewriter, PassContext context)
    {
        if (node.Op is not TensorOp { Inputs.Count: > 0 } op || node.Type is not TensorType type)
        {
            return null;
        }

        List<Tensor> operands = [];
        foreach (ValueId input in op.Inputs)
        {
            if (rewriter.NewOp(rewriter.Map(input)) is not Constant constant || rewriter.Weights[constant.Weight].Data is not { } data)
            {
                return null;
            }

            operands.Add(data);
        }

        // Before it is computed; adding the weight charges it as well.
        rewriter.Budget.Hold(node.Name, type.Shape.Count);
        rewriter.Budget.Do(node.Name, op.Work([.. operands.Select(static operand => operand.Type)], type));
        return rewriter.Add(new Constant(rewriter.AddWeight(node.Name, op.Evaluate(operands, type, rewriter.Weights))), node.Name);
    }
}
