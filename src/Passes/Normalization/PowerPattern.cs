using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Passes.Rewriting;

namespace PowerSoftmax.Passes.Normalization;

/// <summary>Reads a value as a whole power of another one: Pow, repeated Mul, Abs inside or outside of an even power.</summary>
public static class PowerPattern
{
    /// <summary>The base and the exponent; (value, 1) where the value is no power.</summary>
    public static (ValueId Base, int Exponent) Read(GraphRewriter rewriter, ValueId value)
    {
        switch (rewriter.Source[value].Op)
        {
            case Power power when WholeExponent(rewriter, power.Right) is { } exponent:
                (ValueId inner, int innerExponent) = Read(rewriter, power.Left);
                return WithoutSign(rewriter, inner, innerExponent * exponent);
            case Multiply multiply:
                (ValueId left, int leftExponent) = Read(rewriter, multiply.Left);
                (ValueId right, int rightExponent) = Read(rewriter, multiply.Right);
                return left == right ? WithoutSign(rewriter, left, leftExponent + rightExponent) : (value, 1);
            case Abs abs when Read(rewriter, abs.Input) is { Exponent: > 1 } power && power.Exponent % 2 == 0:
                return power;
            default:
                return (value, 1);
        }
    }

    private static int? WholeExponent(GraphRewriter rewriter, ValueId value) =>
        rewriter.ScalarOf(value) is { } scalar && scalar == Math.Round(scalar) && scalar is >= 1 and <= 64 ? (int)scalar : null;

    private static (ValueId Base, int Exponent) WithoutSign(GraphRewriter rewriter, ValueId value, int exponent)
    {
        while (exponent % 2 == 0 && rewriter.Producer<Abs>(value) is { } abs)
        {
            value = abs.Input;
        }

        return (value, exponent);
    }
}
