using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Passes.Rewriting;

namespace PowerSoftmax.Passes.Normalization;

/// <summary>The elementwise ops between a value and the one value it depends on, as a function of a single number.</summary>
/// <param name="Argument">The value everything else is computed from, element by element.</param>
/// <param name="Function">The function.</param>
/// <param name="Depth">Length of the longest chain of ops.</param>
/// <param name="IsPolynomial">Whether only sums, differences, products and powers are involved.</param>
/// <param name="Rounding">Largest relative rounding that its constants may have behind them: see <see cref="ConstantRounding"/>.</param>
public sealed record ScalarSubgraph(ValueId Argument, Func<double, double> Function, int Depth, bool IsPolynomial, double Rounding)
{
    private const int MaxDepth = 24;

    /// <summary>Several times what the longest spelling of an activation takes; values that are joined again and again double it.</summary>
    private const int MaxSize = 128;

    /// <summary>Ops that an evaluation runs, those on several ways as often as there are ways.</summary>
    public int Size { get; init; }

    /// <summary>Reads the node; the operands have been read before. Null where two different values or whole tensors meet.</summary>
    public static ScalarSubgraph? Read(Node node, GraphRewriter rewriter, IReadOnlyDictionary<ValueId, ScalarSubgraph> known)
    {
        switch (node.Op)
        {
            case ElementwiseOp op:
                ScalarSubgraph inner = Operand(op.Input, known);
                return Make(inner, x => op.Apply(inner.Function(x)), inner.IsPolynomial && op is Negate);
            case BinaryOp op and (Add or Subtract or Multiply or Divide or Power):
                return FromBinary(op, rewriter, known);
            default:
                return null;
        }
    }

    private static ScalarSubgraph? FromBinary(BinaryOp op, GraphRewriter rewriter, IReadOnlyDictionary<ValueId, ScalarSubgraph> known)
    {
        double? left = rewriter.ScalarOf(op.Left);
        double? right = rewriter.ScalarOf(op.Right);
        if (right is { } second)
        {
            ScalarSubgraph inner = Operand(op.Left, known);
            return Make(inner.With(second), x => op.Apply(inner.Function(x), second), inner.IsPolynomial);
        }

        if (left is { } first)
        {
            ScalarSubgraph inner = Operand(op.Right, known);
            return Make(inner.With(first), x => op.Apply(first, inner.Function(x)), inner.IsPolynomial && op is not (Divide or Power));
        }

        return Join(op, rewriter, known);
    }

    private static ScalarSubgraph? Join(BinaryOp op, GraphRewriter rewriter, IReadOnlyDictionary<ValueId, ScalarSubgraph> known)
    {
        ScalarSubgraph a = Operand(op.Left, known);
        ScalarSubgraph b = Operand(op.Right, known);
        if (a.Argument != b.Argument || rewriter.ShapeOf(op.Left) != rewriter.ShapeOf(op.Right) || rewriter.Producer<Constant>(a.Argument) is not null)
        {
            return null;
        }

        ScalarSubgraph deeper = (a.Depth >= b.Depth ? a : b) with { Rounding = Math.Min(a.Rounding, b.Rounding), Size = a.Size + b.Size };
        return Make(deeper, x => op.Apply(a.Function(x), b.Function(x)), a.IsPolynomial && b.IsPolynomial && op is not (Divide or Power));
    }

    private static ScalarSubgraph Operand(ValueId value, IReadOnlyDictionary<ValueId, ScalarSubgraph> known) =>
        known.TryGetValue(value, out ScalarSubgraph? subgraph) ? subgraph : new ScalarSubgraph(value, static x => x, 0, true, ConstantRounding.Coarsest);

    private static ScalarSubgraph? Make(ScalarSubgraph inner, Func<double, double> function, bool isPolynomial) =>
        inner.Depth < MaxDepth && inner.Size < MaxSize
            ? inner with { Function = function, Depth = inner.Depth + 1, IsPolynomial = isPolynomial, Size = inner.Size + 1 }
            : null;

    private ScalarSubgraph With(double constant) => this with { Rounding = Math.Min(Rounding, ConstantRounding.Of(constant)) };
}
