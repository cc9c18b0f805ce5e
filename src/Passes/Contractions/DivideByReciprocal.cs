using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Passes.Rewriting;

namespace PowerSoftmax.Passes.Contractions;

/// <summary>Writes a quotient as a product with a reciprocal: the one function of one variable in it, on as few values as the divisor has.</summary>
public sealed class DivideByReciprocal : RewritePass
{
    public override string Name => "divide-by-reciprocal";

    protected override ValueId? Rewrite(Node node, GraphRewriter rewriter, PassContext context)
    {
        if (node.Op is not Divide divide || rewriter.Source[divide.Right].Type is not Ir.Types.TensorType { Element: Ir.Types.ElementType.Float64 })
        {
            return null;
        }

        ValueId inverse = rewriter.Add(new Reciprocal(rewriter.Map(divide.Right)), node.Name + ".inverse");
        return rewriter.ScalarOf(divide.Left) == 1 && rewriter.NewShape(inverse) == rewriter.ShapeOf(node.Id)
            ? inverse
            : rewriter.Add(new Multiply(rewriter.Map(divide.Left), inverse), node.Name);
    }
}
