using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Rewriting;

namespace PowerSoftmax.Passes.Normalization;

/// <summary>A matrix [S, d] seen as heads: Reshape to [S, H, w] and Transpose, with scalar factors anywhere between.</summary>
/// <param name="Matrix">The matrix.</param>
/// <param name="Heads">H; 1 where the matrix is used as it is.</param>
/// <param name="Factor">Product of the scalar factors.</param>
public readonly record struct HeadsPattern(ValueId Matrix, int Heads, double Factor)
{
    /// <summary>Reads [H, S, w], or [S, w] for one head.</summary>
    public static HeadsPattern? Rows(GraphRewriter rewriter, ValueId value) => Read(rewriter, value, [1, 0, 2], isTransposed: false);

    /// <summary>Reads [H, w, S], or [w, S] for one head.</summary>
    public static HeadsPattern? Columns(GraphRewriter rewriter, ValueId value) => Read(rewriter, value, [1, 2, 0], isTransposed: true);

    private static HeadsPattern? Read(GraphRewriter rewriter, ValueId value, int[] permutation, bool isTransposed)
    {
        (ValueId core, double factor) = ScalarFactors.Peel(rewriter, value);
        Shape shape = rewriter.ShapeOf(core);
        if (shape.Rank == 2)
        {
            return isTransposed
                ? rewriter.Producer<Transpose>(core) is { } flip ? Peeled(rewriter, flip.Input, 1, factor) : null
                : Peeled(rewriter, core, 1, factor);
        }

        if (shape.Rank != 3 || rewriter.Producer<Transpose>(core) is not { } transpose || !transpose.Permutation.SequenceEqual(permutation))
        {
            return null;
        }

        (ValueId split, double inner) = ScalarFactors.Peel(rewriter, transpose.Input);
        if (rewriter.Producer<Reshape>(split) is not { } reshape || rewriter.ShapeOf(reshape.Input) is not { Rank: 2 } matrix || matrix[0] != reshape.Target[0])
        {
            return null;
        }

        return Peeled(rewriter, reshape.Input, reshape.Target[1], factor * inner);
    }

    private static HeadsPattern Peeled(GraphRewriter rewriter, ValueId matrix, int heads, double factor)
    {
        (ValueId core, double more) = ScalarFactors.Peel(rewriter, matrix);
        return new HeadsPattern(core, heads, factor * more);
    }
}
