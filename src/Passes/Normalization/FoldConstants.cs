using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Rewriting;

namespace PowerSoftmax.Passes.Normalization;

/// <summary>Replaces a node whose operands are all constants by a constant.</summary>
public sealed class FoldConstants : IPass
{
    public string Name => "fold-constants";

    /// <exception cref="DiagnosticException">PSM1021: the constants are too much to compute or to hold.</exception>
    public Module Run(Module module, PassContext context)
    {
        WorkBudget budget = WorkBudget.ForConstants(module.Weights.Entries.Sum(static entry => entry.Type.Shape.Count));
        return new Folding(budget).Run(module, context);
    }

    private sealed class Folding(WorkBudget budget) : RewritePass
    {
        public override string Name => "fold-constants";

        protected override ValueId? Rewrite(Node node, GraphRewriter rewriter, PassContext context)
        {
            if (node.Op is not TensorOp { Inputs.Count: > 0 } op || node.Type is not TensorType type || Operands(op, rewriter) is not { } operands)
            {
                return null;
            }

            budget.Take(node.Name, op, [.. operands.Select(static operand => operand.Type)], type);
            return rewriter.Add(new Constant(rewriter.AddWeight(node.Name, op.Evaluate(operands, type, rewriter.Weights))), node.Name);
        }

        private static List<Tensor>? Operands(TensorOp op, GraphRewriter rewriter)
        {
            List<Tensor> operands = [];
            foreach (ValueId input in op.Inputs)
            {
                if (rewriter.NewOp(rewriter.Map(input)) is not Constant constant || rewriter.Weights[constant.Weight].Data is not { } data)
                {
                    return null;
                }

                operands.Add(data);
            }

            return operands;
        }
    }
}
