using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Rewriting;

namespace PowerSoftmax.Passes.Normalization;

/// <summary>Makes a Linear of a product with a constant matrix, and folds what follows it: bias, constant factors, column slices.</summary>
public sealed class RecognizeLinear : RewritePass
{
    private const string FoldedSuffix = ".folded";

    public override string Name => "recognize-linear";

    protected override ValueId? Rewrite(Node node, GraphRewriter rewriter, PassContext context) => node.Op switch
    {
        MatMul product => FromProduct(product, node, rewriter),
        Add add => Fold(add.Left, add.Right, node, rewriter, static (map, data) => map.ThenAdd(data))
            ?? Fold(add.Right, add.Left, node, rewriter, static (map, data) => map.ThenAdd(data)),
        Subtract subtract => Fold(subtract.Left, subtract.Right, node, rewriter, static (map, data) => map.ThenAdd(Array.ConvertAll(data, static x => -x))),
        Multiply multiply => Fold(multiply.Left, multiply.Right, node, rewriter, static (map, data) => map.ThenScale(data))
            ?? Fold(multiply.Right, multiply.Left, node, rewriter, static (map, data) => map.ThenScale(data)),
        Divide divide => Fold(divide.Left, divide.Right, node, rewriter, static (map, data) => map.ThenScale(Array.ConvertAll(data, static x => 1 / x))),
        Slice slice => FromSlice(slice, node, rewriter),
        _ => null,
    };

    private static ValueId? FromProduct(MatMul product, Node node, GraphRewriter rewriter)
    {
        bool isMatrix = rewriter.ConstantOf(product.Right) is { Shape.Rank: 2 } && rewriter.Producer<Constant>(product.Left) is null;
        return isMatrix
            ? rewriter.Add(new Linear(rewriter.Map(product.Left), rewriter.Producer<Constant>(product.Right)!.Weight, null), node.Name)
            : null;
    }

    private static ValueId? Fold(ValueId value, ValueId constant, Node node, GraphRewriter rewriter, Func<AffineMap, double[], AffineMap> change)
    {
        if (rewriter.NewOp(rewriter.Map(value)) is not Linear linear || rewriter.Uses(value) != 1)
        {
            return null;
        }

        int columns = rewriter.ShapeOf(value)[-1];
        bool fits = rewriter.ShapeOf(value) == ((TensorType)node.Type).Shape;
        if (!fits || rewriter.ConstantOf(constant) is not { } data || ColumnValues(data, columns) is not { } values)
        {
            return null;
        }

        AffineMap map = change(AffineMap.Of(linear, rewriter.Weights), values);
        return ReferenceEquals(map.Weight, rewriter.Weights.Data(linear.Weight).Values)
            ? WithBias(linear, map, node, rewriter)
            : map.AddTo(rewriter, linear.Input, Folded(linear.Weight), node.Name);
    }

    // A bias that is a weight of its own keeps its name.
    private static ValueId WithBias(Linear linear, AffineMap map, Node node, GraphRewriter rewriter)
    {
        string bias = rewriter.AddWeight(Folded(linear.Bias ?? linear.Weight + ".bias"), new Tensor(ElementType.Float64, Shape.Of(map.Columns), map.Bias!));
        return rewriter.Add(linear with { Bias = bias }, node.Name);
    }

    // Once, however often a long chain folds.
    private static string Folded(string weight) =>
        (weight.IndexOf(FoldedSuffix, StringComparison.Ordinal) is >= 0 and var end ? weight[..end] : weight) + FoldedSuffix;

    private static ValueId? FromSlice(Slice slice, Node node, GraphRewriter rewriter)
    {
        Shape shape = rewriter.ShapeOf(slice.Input);
        if (rewriter.NewOp(rewriter.Map(slice.Input)) is not Linear linear || slice.Axes.Count != 1 || Axes.Normalize(slice.Axes[0], shape.Rank) != shape.Rank - 1)
        {
            return null;
        }

        Tensor columns = new(ElementType.Int64, Shape.Of(shape[-1]), [.. Enumerable.Range(0, shape[-1]).Select(static column => (double)column)]);
        Slice pick = slice with { Axes = Ir.Collections.EquatableArray<int>.Of(0) };
        TensorType picked = new(ElementType.Int64, Shape.Of(((TensorType)node.Type).Shape[-1]));
        int[] taken = Array.ConvertAll(pick.Evaluate([columns], picked, rewriter.Weights).Values, static column => (int)column);
        return AffineMap.Of(linear, rewriter.Weights).ThenTake(taken).AddTo(rewriter, linear.Input, linear.Weight + ".slice", node.Name);
    }

    /// <summary>The constant as one value for each column, if it is the same for all rows.</summary>
    private static double[]? ColumnValues(Tensor data, int columns)
    {
        bool isRow = data.Shape.Count == columns && data.Shape.Rank > 0 && data.Shape[-1] == columns;
        return isRow ? data.Values : data.Shape.Count == 1 ? [.. Enumerable.Repeat(data.Values[0], columns)] : null;
    }
}
