using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Rewriting;

namespace PowerSoftmax.Passes.Contractions;

/// <summary>Makes every matrix product that is no linear layer a contraction over named dimensions, which takes the transposes around it in.</summary>
public sealed class RecognizeContractions : RewritePass
{
    public override string Name => "recognize-contractions";

    protected override ValueId? Rewrite(Node node, GraphRewriter rewriter, PassContext context) => node.Op switch
    {
        MatMul product when DimensionLetters.Suffice(rewriter.ShapeOf(product.Left).Rank, rewriter.ShapeOf(product.Right).Rank) => FromProduct(product, node, rewriter),
        Transpose transpose when rewriter.Uses(transpose.Input) == 1 && rewriter.NewOp(rewriter.Map(transpose.Input)) is Contract contract =>
            rewriter.Add(contract with { Dimensions = DimensionLetters.Canonical(contract.Dimensions with { Result = Permuted(contract.Dimensions.Result, transpose) }) }, node.Name),
        Contract contract => WithoutTransposes(contract, node, rewriter),
        _ => null,
    };

    private static ValueId? WithoutTransposes(Contract contract, Node node, GraphRewriter rewriter)
    {
        Operand left = new Operand(rewriter.Map(contract.Left), rewriter.ShapeOf(contract.Left), contract.Dimensions.Left).WithoutTransposes(rewriter);
        Operand right = new Operand(rewriter.Map(contract.Right), rewriter.ShapeOf(contract.Right), contract.Dimensions.Right).WithoutTransposes(rewriter);
        ContractedDimensions dimensions = DimensionLetters.Canonical(contract.Dimensions with { Left = left.Letters, Right = right.Letters });
        return rewriter.Add(new Contract(left.Value, right.Value, dimensions), node.Name);
    }

    private static string Permuted(string letters, Transpose transpose) => string.Concat(transpose.Permutation.Select(axis => letters[axis]));

    private static ValueId? FromProduct(MatMul product, Node node, GraphRewriter rewriter)
    {
        Operand left = Operand.Of(rewriter, product.Left);
        Operand right = Operand.Of(rewriter, product.Right);
        int leading = Math.Max(left.Leading, right.Leading);
        string batch = "abcdef"[..leading];
        string leftLetters = batch[(leading - left.Leading)..] + (left.IsVector ? "s" : "is");
        string rightLetters = batch[(leading - right.Leading)..] + (right.IsVector ? "s" : "sj");
        string result = batch + (left.IsVector ? string.Empty : "i") + (right.IsVector ? string.Empty : "j");

        // What one operand repeats for the other has no dimension of its own there.
        Shape whole = ((TensorType)node.Type).Shape;
        left = left.WithoutRepeated(rewriter, leftLetters, batch, whole, node.Name + ".left");
        right = right.WithoutRepeated(rewriter, rightLetters, batch, whole, node.Name + ".right");
        left = left.WithoutTransposes(rewriter);
        right = right.WithoutTransposes(rewriter);
        ContractedDimensions dimensions = new(left.Letters, right.Letters, result);
        return batch.All(letter => left.Letters.Contains(letter) || right.Letters.Contains(letter))
            ? rewriter.Add(new Contract(left.Value, right.Value, DimensionLetters.Canonical(dimensions)), node.Name)
            : null;
    }

    /// <summary>An operand of a product.</summary>
    /// <param name="Value">A value of the target.</param>
    /// <param name="Shape">Its shape.</param>
    /// <param name="Letters">A letter for each axis, once they are given.</param>
    private sealed record Operand(ValueId Value, Shape Shape, string Letters)
    {
        public bool IsVector => Shape.Rank == 1;

        public int Leading => Math.Max(0, Shape.Rank - 2);

        public static Operand Of(GraphRewriter rewriter, ValueId source) => new(rewriter.Map(source), rewriter.ShapeOf(source), string.Empty);

        /// <summary>Drops leading axes of size 1 that the result has larger.</summary>
        public Operand WithoutRepeated(GraphRewriter rewriter, string letters, string batch, Shape whole, string name)
        {
            int[] kept = [.. Enumerable.Range(0, Shape.Rank).Where(axis =>
                axis >= Leading || Shape[axis] == whole[batch.IndexOf(letters[axis])])];
            Shape smaller = Shape.From(kept.Select(axis => Shape[axis]));
            return new Operand(rewriter.Reshaped(Value, smaller, name), smaller, string.Concat(kept.Select(axis => letters[axis])));
        }

        public Operand WithoutTransposes(GraphRewriter rewriter)
        {
            Operand operand = this;
            while (rewriter.NewOp(operand.Value) is Transpose transpose)
            {
                operand = new Operand(
                    transpose.Input, rewriter.NewShape(transpose.Input), DimensionLetters.BeforeTranspose(operand.Letters, transpose.Permutation));
            }

            return operand;
        }
    }
}
