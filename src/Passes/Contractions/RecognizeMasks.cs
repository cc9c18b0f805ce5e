using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Passes.Rewriting;

namespace PowerSoftmax.Passes.Contractions;

/// <summary>Makes every mask a factor: large negative numbers before a function that is zero there, and choices between a value and zero.</summary>
/// <remarks>A summand of -10000 would be the range of a polynomial; a factor costs a plaintext product, or nothing where slots are selected anyway.</remarks>
public sealed class RecognizeMasks : RewritePass
{
    public override string Name => "recognize-masks";

    protected override ValueId? Rewrite(Node node, GraphRewriter rewriter, PassContext context)
    {
        switch (node.Op)
        {
            case Relu or Gelu or Silu or Sigmoid:
                ElementwiseOp function = (ElementwiseOp)node.Op;
                MaskedValue masked = MaskedValue.Peel(rewriter, function.Input);
                return masked.Masks.Count == 0
                    ? null
                    : masked.Apply(rewriter, rewriter.Add(function.WithInputs(EquatableArray<ValueId>.Of(rewriter.Map(masked.Core))), node.Name), node.Name + ".masked");
            case Where where:
                return FromChoice(where, node, rewriter);
            default:
                return null;
        }
    }

    private static ValueId? FromChoice(Where where, Node node, GraphRewriter rewriter)
    {
        bool holds = rewriter.ScalarOf(where.WhenFalse) == 0;
        bool isMask = holds || rewriter.ScalarOf(where.WhenTrue) == 0;
        ValueId value = holds ? where.WhenTrue : where.WhenFalse;
        return isMask && rewriter.Producer<Constant>(value) is null && rewriter.ShapeOf(value) == rewriter.ShapeOf(node.Id) && IsReal(rewriter, value)
            ? rewriter.Add(new Multiply(rewriter.Map(value), new MaskReader(rewriter).FromCondition(where.Condition, holds)), node.Name)
            : null;
    }

    private static bool IsReal(GraphRewriter rewriter, ValueId value) =>
        rewriter.Source[value].Type is Ir.Types.TensorType { Element: Ir.Types.ElementType.Float64 };
}
