using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Passes.Rewriting;

/// <summary>Questions that pattern matching asks about values of the source graph.</summary>
public static class GraphPatterns
{
    /// <summary>The op that makes the value, if it is a <typeparamref name="T"/>.</summary>
    public static T? Producer<T>(this GraphRewriter rewriter, ValueId value)
        where T : Op => rewriter.Source[value].Op as T;

    public static Shape ShapeOf(this GraphRewriter rewriter, ValueId value) => ((TensorType)rewriter.Source[value].Type).Shape;

    /// <summary>The value's data if it is a constant whose data is loaded.</summary>
    public static Tensor? ConstantOf(this GraphRewriter rewriter, ValueId value) =>
        rewriter.Producer<Constant>(value) is { } constant ? rewriter.Weights[constant.Weight].Data : null;

    /// <summary>The number that every element of a constant has, or null.</summary>
    public static double? ScalarOf(this GraphRewriter rewriter, ValueId value)
    {
        double[]? values = rewriter.ConstantOf(value)?.Values;
        return values is { Length: > 0 } && Array.TrueForAll(values, element => element == values[0]) ? values[0] : null;
    }

    /// <summary>Whether the value is a constant with this number in every element, up to the rounding of Float32.</summary>
    public static bool IsScalar(this GraphRewriter rewriter, ValueId value, double expected) =>
        rewriter.ScalarOf(value) is { } actual && Math.Abs(actual - expected) <= 1e-6 * Math.Max(1, Math.Abs(expected));
}
