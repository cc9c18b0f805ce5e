using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Passes.Rewriting;

namespace PowerSoftmax.Passes.Normalization;

/// <summary>Reads a node as numerator / denominator: Div, or Mul with a Reciprocal, a constant quotient or a power of -1.</summary>
public static class QuotientPattern
{
    public static (ValueId Numerator, ValueId Denominator)? Read(GraphRewriter rewriter, Op op) => op switch
    {
        Divide divide => (divide.Left, divide.Right),
        Multiply multiply when Inverted(rewriter, multiply.Right) is { } denominator => (multiply.Left, denominator),
        Multiply multiply when Inverted(rewriter, multiply.Left) is { } denominator => (multiply.Right, denominator),
        _ => null,
    };

    private static ValueId? Inverted(GraphRewriter rewriter, ValueId value) => rewriter.Source[value].Op switch
    {
        Reciprocal reciprocal => reciprocal.Input,
        Divide divide when rewriter.IsScalar(divide.Left, 1) => divide.Right,
        Power power when rewriter.IsScalar(power.Right, -1) => power.Left,
        _ => null,
    };
}
