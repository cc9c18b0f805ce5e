using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Rewriting;

namespace PowerSoftmax.Passes.Contractions;

/// <summary>Lets a factor wait behind a contraction that sums over dimensions the factor does not have: (x f) y = (x y) f.</summary>
/// <remarks>The contraction runs while the factor is computed, and the product with it has as many elements as the result, not as the weights.</remarks>
public sealed class DelayFactors : RewritePass
{
    public override string Name => "delay-factors";

    protected override ValueId? Rewrite(Node node, GraphRewriter rewriter, PassContext context)
    {
        if (node.Op is not Contract contract)
        {
            return null;
        }

        if (Waiting(rewriter, contract.Left, contract.Dimensions.Left, contract.Dimensions.Summed) is { } left)
        {
            ValueId product = rewriter.Add(contract with { Left = left.Value, Right = rewriter.Map(contract.Right) }, node.Name + ".unscaled");
            return rewriter.Add(new Multiply(product, Moved(rewriter, left.Factor, contract.Dimensions.Left, contract.Dimensions.Result, node.Name)), node.Name);
        }

        if (Waiting(rewriter, contract.Right, contract.Dimensions.Right, contract.Dimensions.Summed) is { } right)
        {
            ValueId product = rewriter.Add(contract with { Left = rewriter.Map(contract.Left), Right = right.Value }, node.Name + ".unscaled");
            return rewriter.Add(new Multiply(product, Moved(rewriter, right.Factor, contract.Dimensions.Right, contract.Dimensions.Result, node.Name)), node.Name);
        }

        return null;
    }

    /// <summary>Value and factor of an operand that is a product with a computed factor of size 1 along every summed dimension.</summary>
    private static (ValueId Value, ValueId Factor)? Waiting(GraphRewriter rewriter, ValueId operand, string letters, string summed)
    {
        if (rewriter.NewOp(rewriter.Map(operand)) is not Multiply product)
        {
            return null;
        }

        return Waits(product.Right, product.Left) ? (product.Left, product.Right)
            : Waits(product.Left, product.Right) ? (product.Right, product.Left) : null;

        bool Waits(ValueId factor, ValueId value) =>
            rewriter.NewOp(factor) is not Constant && rewriter.NewShape(value) == rewriter.ShapeOf(operand)
            && summed.All(letter => SizeAt(rewriter.NewShape(factor), letters.Length, letters.IndexOf(letter)) == 1);
    }

    /// <summary>The size of a shape that is aligned with the last axis of a shape of a rank.</summary>
    private static int SizeAt(Shape shape, int rank, int axis) => axis < rank - shape.Rank ? 1 : shape[axis - (rank - shape.Rank)];

    /// <summary>The factor with its axes where the result has them, and of size 1 where it has none.</summary>
    private static ValueId Moved(GraphRewriter rewriter, ValueId factor, string letters, string result, string name)
    {
        Shape shape = rewriter.NewShape(factor);
        string kept = string.Concat(letters.Where(result.Contains));
        string order = string.Concat(result.Where(letters.Contains));
        int Size(char letter) => SizeAt(shape, letters.Length, letters.IndexOf(letter));
        ValueId value = rewriter.Reshaped(factor, Shape.From(kept.Select(Size)), name + ".factor");
        value = order == kept
            ? value
            : rewriter.Add(new Transpose(value, order.Select(letter => kept.IndexOf(letter)).ToEquatableArray()), name + ".factor");
        return rewriter.Reshaped(value, Shape.From(result.Select(letter => letters.Contains(letter) ? Size(letter) : 1)), name + ".factor");
    }
}
