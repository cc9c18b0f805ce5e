using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Rewriting;

namespace PowerSoftmax.Passes.Contractions;

/// <summary>Constants, and products and sums with them, that rules add.</summary>
internal static class NewConstants
{
    public static ValueId Constant(this GraphRewriter rewriter, string name, Shape shape, double[] values) =>
        rewriter.Add(new Constant(rewriter.AddWeight(name, new Tensor(ElementType.Float64, shape, values))), name);

    public static ValueId Scalar(this GraphRewriter rewriter, string name, double value) => rewriter.Constant(name, Shape.Scalar, [value]);

    /// <summary>The value itself where the factor is 1.</summary>
    public static ValueId Scaled(this GraphRewriter rewriter, ValueId value, double factor, string name) =>
        factor == 1 ? value : rewriter.Add(new Multiply(value, rewriter.Scalar(name + ".factor", factor)), name);

    /// <summary>The value itself where the summand is 0.</summary>
    public static ValueId Shifted(this GraphRewriter rewriter, ValueId value, double summand, string name) =>
        summand == 0 ? value : rewriter.Add(new Add(value, rewriter.Scalar(name + ".summand", summand)), name);

    /// <summary>The shape of a value of the target.</summary>
    public static Shape NewShape(this GraphRewriter rewriter, ValueId value) => ((TensorType)rewriter.Target.TypeOf(value)).Shape;

    /// <summary>The value under another shape; itself where the shape is its own.</summary>
    public static ValueId Reshaped(this GraphRewriter rewriter, ValueId value, Shape shape, string name) =>
        rewriter.NewShape(value) == shape ? value : rewriter.Add(new Reshape(value, shape), name);
}
