using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Rewriting;

namespace PowerSoftmax.Passes.Normalization;

/// <summary>Writes what is a product in disguise as products: a quotient by a constant, a small whole power.</summary>
/// <remarks>Runs after recognition, whose patterns know the other spellings.</remarks>
public sealed class MultiplyOut : RewritePass
{
    private const int MaxExponent = 8;

    public override string Name => "multiply-out";

    protected override ValueId? Rewrite(Node node, GraphRewriter rewriter, PassContext context) => node.Op switch
    {
        Divide divide when rewriter.ConstantOf(divide.Right) is { Type.Element: ElementType.Float64 } divisor && !divisor.Values.Contains(0) => ByInverse(divide, divisor, node, rewriter),
        Power power when WholeExponent(rewriter, power.Right) is { } exponent => Product(rewriter.Map(power.Left), exponent, node, rewriter),
        _ => null,
    };

    private static ValueId ByInverse(Divide divide, Tensor divisor, Node node, GraphRewriter rewriter)
    {
        Tensor inverse = new(divisor.Type.Element, divisor.Shape, Array.ConvertAll(divisor.Values, static value => 1 / value));
        ValueId factor = rewriter.Add(new Constant(rewriter.AddWeight(node.Name + ".inverse", inverse)), node.Name + ".inverse");
        return rewriter.Add(new Multiply(rewriter.Map(divide.Left), factor), node.Name);
    }

    private static int? WholeExponent(GraphRewriter rewriter, ValueId value) =>
        rewriter.ScalarOf(value) is { } scalar && scalar == Math.Round(scalar) && scalar is >= 2 and <= MaxExponent ? (int)scalar : null;

    /// <summary>Least depth: both halves of the exponent first.</summary>
    private static ValueId Product(ValueId value, int exponent, Node node, GraphRewriter rewriter)
    {
        if (exponent == 1)
        {
            return value;
        }

        ValueId low = Product(value, exponent / 2, node, rewriter);
        ValueId high = exponent % 2 == 0 ? low : Product(value, exponent - (exponent / 2), node, rewriter);
        return rewriter.Add(new Multiply(low, high), node.Name);
    }
}
