using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;

namespace PowerSoftmax.Passes.Rewriting;

/// <summary>Whole powers as products, of least depth: both halves of the exponent first.</summary>
internal static class WholePowers
{
    /// <param name="rewriter">Where the products are built.</param>
    /// <param name="value">A value of the target.</param>
    /// <param name="exponent">At least 1.</param>
    /// <param name="name">Name of the nodes.</param>
    public static ValueId Of(GraphRewriter rewriter, ValueId value, int exponent, string name)
    {
        if (exponent == 1)
        {
            return value;
        }

        ValueId low = Of(rewriter, value, exponent / 2, name);
        ValueId high = exponent % 2 == 0 ? low : Of(rewriter, value, exponent - (exponent / 2), name);
        return rewriter.Add(new Multiply(low, high), name);
    }
}
