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
        Power power when WholeExponent(rewriter, power.Right) is { } exponent => WholePowers.Of(rewriter, rewriter.Map(power.Left), exponent, node.Name),
        _ => null,
    };

    private static ValueId ByInverse(Divide divide, Tensor divisor, Node node, GraphRewriter rewriter)
    {
        Tensor inverse = divisor.Map(static value => 1 / value);
        ValueId factor = rewriter.Add(new Constant(rewriter.AddWeight(node.Name + ".inverse", inverse)), node.Name + ".inverse");
        return rewriter.Add(new Multiply(rewriter.Map(divide.Left), factor), node.Name);
    }

    private static int? WholeExponent(GraphRewriter rewriter, ValueId value) =>
        rewriter.ScalarOf(value) is { } scalar && scalar == Math.Round(scalar) && scalar is >= 2 and <= MaxExponent ? (int)scalar : null;
}
