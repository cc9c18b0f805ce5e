using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;

namespace PowerSoftmax.Passes.Rewriting;

/// <summary>Ops that choose or arrange rows and leave the features of each as they are, so that whatever acts on features alone may go before them.</summary>
internal static class FeatureRows
{
    /// <summary>The value whose rows a value of the source has; null where it is made of something else.</summary>
    public static ValueId? Of(GraphRewriter rewriter, ValueId value) => rewriter.Source[value].Op switch
    {
        Slice slice when slice.Axes.All(axis => Axes.Normalize(axis, RankOf(rewriter, slice)) < RankOf(rewriter, slice) - 1) => slice.Input,
        Reshape reshape when rewriter.ShapeOf(reshape.Input)[-1] == rewriter.ShapeOf(value)[-1] => reshape.Input,
        _ => null,
    };

    /// <summary>The same choice or arrangement of other rows.</summary>
    /// <param name="rewriter">Where it is built.</param>
    /// <param name="value">A value of the source for which <see cref="Of"/> is not null.</param>
    /// <param name="rows">A value of the target.</param>
    /// <param name="name">Of the node.</param>
    public static ValueId Add(GraphRewriter rewriter, ValueId value, ValueId rows, string name) =>
        rewriter.Add(rewriter.Source[value].Op.WithInputs(Ir.Collections.EquatableArray<ValueId>.Of(rows)), name);

    private static int RankOf(GraphRewriter rewriter, Slice slice) => rewriter.ShapeOf(slice.Input).Rank;
}
