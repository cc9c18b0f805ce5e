using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;

namespace PowerSoftmax.Passes.Rewriting;

/// <summary>Sees through products and quotients with scalar constants.</summary>
public static class ScalarFactors
{
    /// <summary>The value without its scalar factors, and their product.</summary>
    public static (ValueId Core, double Factor) Peel(GraphRewriter rewriter, ValueId value)
    {
        double factor = 1;
        while (true)
        {
            switch (rewriter.Source[value].Op)
            {
                case Multiply multiply when rewriter.ScalarOf(multiply.Right) is { } scalar:
                    (value, factor) = (multiply.Left, factor * scalar);
                    break;
                case Multiply multiply when rewriter.ScalarOf(multiply.Left) is { } scalar:
                    (value, factor) = (multiply.Right, factor * scalar);
                    break;
                case Divide divide when rewriter.ScalarOf(divide.Right) is { } scalar:
                    (value, factor) = (divide.Left, factor / scalar);
                    break;
                case Negate negate:
                    (value, factor) = (negate.Input, -factor);
                    break;
                default:
                    return (value, factor);
            }
        }
    }
}
