using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>Values that are never negative by what computes them.</summary>
internal static class NonNegatives
{
    /// <summary>Whether a value is a square, a sum of such, or one times a mask: a constant that is nowhere negative, or an input of the circuit, which is taken for one.</summary>
    public static bool Are(RowLowering lowering, ValueId value) => lowering.Source[value].Op switch
    {
        Multiply product when product.Left == product.Right => true,
        Multiply product => (MayMask(lowering, product.Right) && Are(lowering, product.Left)) || (MayMask(lowering, product.Left) && Are(lowering, product.Right)),
        ReduceOp sum => Are(lowering, sum.Input),
        Reshape reshape => Are(lowering, reshape.Input),
        Transpose transpose => Are(lowering, transpose.Input),
        _ => false,
    };

    private static bool MayMask(RowLowering lowering, ValueId value) => lowering.ConstantOf(value) is Tensor constant
        ? constant.Values.All(static factor => factor >= 0)
        : lowering.Source[value].Op is Input;
}
