using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Rewriting;

namespace PowerSoftmax.Passes.Normalization;

/// <summary>Replaces a node whose operands are all constants by a constant.</summary>
public sealed class FoldConstants : RewritePass
{
    private const long MaxElements = 1 << 24;

    public override string Name => "fold-constants";

    protected override ValueId? Rewrite(Node node, GraphRewriter rewriter, PassContext context)
    {
        if (node.Op is not TensorOp op || op.Inputs.Count == 0 || node.Type is not TensorType type || type.Shape.Count > MaxElements)
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

        return rewriter.Add(new Constant(rewriter.AddWeight(node.Name, op.Evaluate(operands, type, rewriter.Weights))), node.Name);
    }
}
