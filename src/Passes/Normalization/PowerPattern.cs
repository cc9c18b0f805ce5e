using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Passes.Rewriting;

namespace PowerSoftmax.Passes.Normalization;

/// <summary>Reads a value as a whole power of another one: Pow, repeated Mul, Abs inside or outside of an even power.</summary>
public static class PowerPattern
{
    /// <summary>Ops looked through: enough for an exponent of 64 in products and magnitudes; a chain of more would take exponential time.</summary>
    private const int MaxDepth = 12;

    private const int MaxExponent = 64;

    /// <summary>The base and the exponent, at most 64; (value, 1) where the value is no power.</summary>
    public static (ValueId Base, int Exponent) Read(GraphRewriter rewriter, ValueId value) => Read(rewriter, value, MaxDepth);

    private static (ValueId Base, int Exponent) Read(GraphRewriter rewriter, ValueId value, int depth)
    {
        (ValueId Base, int Exponent) found = depth == 0 ? (value, 1) : ReadOp(rewriter, value, depth - 1);
        return found.Exponent <= MaxExponent ? found : (value, 1);
    }

    private static (ValueId Base, int Exponent) ReadOp(GraphRewriter rewriter, ValueId value, int depth)
    {
        switch (rewriter.Source[value].Op)
        {
            case Power power when WholeExponent(rewriter, power.Right) is { } exponent:
                (ValueId inner, int innerExponent) = Read(rewriter, power.Left, depth);
                return WithoutSign(rewriter, inner, innerExponent * exponent);
            case Multiply multiply:
                (ValueId left, int leftExponent) = Read(rewriter, multiply.Left, depth);
                (ValueId right, int rightExponent) = multiply.Left == multiply.Right ? (left, leftExponent) : Read(rewriter, multiply.Right, depth);
                return left == right ? WithoutSign(rewriter, left, leftExponent + rightExponent) : (value, 1);
            case Abs abs when Read(rewriter, abs.Input, depth) is { Exponent: > 1 } power && power.Exponent % 2 == 0:
                return power;
            default:
                return (value, 1);
        }
    }

    private static int? WholeExponent(GraphRewriter rewriter, ValueId value) =>
        rewriter.ScalarOf(value) is { } scalar && scalar == Math.Round(scalar) && scalar is >= 1 and <= MaxExponent ? (int)scalar : null;

    private static (ValueId Base, int Exponent) WithoutSign(GraphRewriter rewriter, ValueId value, int exponent)
    {
        while (exponent % 2 == 0 && rewriter.Producer<Abs>(value) is { } abs)
        {
            value = abs.Input;
        }

        return (value, exponent);
    }
}
