using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Rewriting;

namespace PowerSoftmax.Passes.Normalization;

/// <summary>What becomes of an op when its operands lose their first axis, of size 1.</summary>
internal static class BatchRules
{
    /// <summary>Whether a value of the source has lost its first axis in the target.</summary>
    public static bool IsDropped(GraphRewriter rewriter, ValueId source) =>
        ((TensorType)rewriter.Target.TypeOf(rewriter.Map(source))).Shape.Rank != rewriter.ShapeOf(source).Rank;

    public static Shape Dropped(Shape shape) => Shape.From(shape.Dimensions.Skip(1));

    /// <summary>The op without the axis, or null where there is no rule. The caller checks the resulting type.</summary>
    public static Op? Apply(GraphRewriter rewriter, Node node)
    {
        switch (node.Op)
        {
            case ElementwiseOp or Cast or Linear or Center or Ir.TensorDialect.Normalize:
                return node.Op.WithInputs(EquatableArray<ValueId>.Of(rewriter.Map(node.Op.Inputs[0])));
            case BinaryOp or Where:
                return OfOneRank(rewriter, node);
            case Concat concat:
                int axis = Axes.Normalize(concat.Axis, rewriter.ShapeOf(node.Id).Rank);
                return axis == 0 ? null : (Concat)OfOneRank(rewriter, node) with { Axis = axis - 1 };
            case MatMul product:
                return FromMatMul(rewriter, product);
            case Gather gather:
                return FromGather(rewriter, gather);
            case LayerNorm norm when !IsDropped(rewriter, norm.Gamma):
                return norm.Axis < 0 ? rewriter.Mapped(norm) : Shifted(norm.Axis, static (op, axis) => op with { Axis = axis }, rewriter.Mapped(norm));
            case UnaryOp unary:
                return FromUnary(unary, rewriter.Map(unary.Input), rewriter.ShapeOf(unary.Input).Rank);
            default:
                return null;
        }
    }

    private static Op? FromUnary(UnaryOp op, ValueId input, int rank)
    {
        switch (op)
        {
            case Reshape reshape:
                return reshape.Target is { Rank: >= 2 } target && target[0] == 1 ? new Reshape(input, Dropped(target)) : null;
            case Transpose transpose:
                return transpose.Permutation[0] == 0
                    ? new Transpose(input, transpose.Permutation.Skip(1).Select(static axis => axis - 1).ToEquatableArray())
                    : null;
            case ReduceOp reduce:
                return Axes.Normalize(reduce.Axes, rank) is var axes && axes.Contains(0)
                    ? null
                    : reduce with { Input = input, Axes = axes.Select(static axis => axis - 1).ToEquatableArray() };
            case Slice slice:
                int[] sliced = [.. slice.Axes.Select(axis => Axes.Normalize(axis, rank) - 1)];
                return sliced.Contains(-1) ? null : slice with { Input = input, Axes = EquatableArray<int>.From(sliced) };
            case Softmax softmax:
                return Shifted(Axes.Normalize(softmax.Axis, rank), static (op, axis) => op with { Axis = axis }, softmax with { Input = input });
            case Ir.TensorDialect.PowerSoftmax softmax:
                return Shifted(Axes.Normalize(softmax.Axis, rank), static (op, axis) => op with { Axis = axis }, softmax with { Input = input });
            default:
                return null;
        }
    }

    private static T? Shifted<T>(int axis, Func<T, int, T> withAxis, T op)
        where T : Op => axis == 0 ? null : withAxis(op, axis - 1);

    private static T Mapped<T>(this GraphRewriter rewriter, T op)
        where T : Op => (T)op.WithInputs(op.Inputs.Select(rewriter.Map).ToEquatableArray());

    /// <summary>Operands that have the axis still, with the rank of those that lost it, lose it as well.</summary>
    private static Op OfOneRank(GraphRewriter rewriter, Node node)
    {
        int rank = ((TensorType)node.Type).Shape.Rank;
        return node.Op.WithInputs(node.Op.Inputs.Select(input => Aligned(rewriter, input, rank)).ToEquatableArray());
    }

    private static ValueId Aligned(GraphRewriter rewriter, ValueId source, int rank)
    {
        Shape shape = rewriter.ShapeOf(source);
        bool hasBatch = shape.Rank == rank && rank >= 2 && shape[0] == 1 && !IsDropped(rewriter, source);
        return hasBatch
            ? rewriter.Add(new Reshape(rewriter.Map(source), Dropped(shape)), rewriter.Source[source].Name + ".unbatched")
            : rewriter.Map(source);
    }

    private static Op? FromMatMul(GraphRewriter rewriter, MatMul product)
    {
        int left = rewriter.ShapeOf(product.Left).Rank;
        int right = rewriter.ShapeOf(product.Right).Rank;
        bool both = IsDropped(rewriter, product.Left) && IsDropped(rewriter, product.Right);
        bool alike = both && left == right && left >= 3;
        bool plainRight = IsDropped(rewriter, product.Left) && !IsDropped(rewriter, product.Right) && right <= 2;
        bool plainLeft = !IsDropped(rewriter, product.Left) && left <= 2 && right >= 3;
        return alike || plainRight || plainLeft ? rewriter.Mapped(product) : null;
    }

    private static Op? FromGather(GraphRewriter rewriter, Gather gather)
    {
        int axis = Axes.Normalize(gather.Axis, rewriter.ShapeOf(gather.Data).Rank);
        bool data = IsDropped(rewriter, gather.Data);
        bool indices = IsDropped(rewriter, gather.Indices);
        return (data, indices) switch
        {
            (false, true) when axis == 0 => rewriter.Mapped(gather),
            (true, false) when axis > 0 => rewriter.Mapped(gather with { Axis = axis - 1 }),
            _ => null,
        };
    }
}
