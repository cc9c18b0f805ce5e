using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.TensorDialect;

namespace PowerSoftmax.Passes.Lowering;

/// <summary>Lowers the elementwise product of two encrypted tensors, a square above all: one level, no rotation.</summary>
/// <remarks>Slots that hold anything still do, zeros stay zeros, copies stay copies: the layout is the operands'.</remarks>
internal static class MultiplyLowering
{
    public static PackedValue Lower(LoweringContext context, Node node, Multiply multiply)
    {
        PackedValue left = Operand(context, node, multiply.Left);
        PackedValue right = multiply.Right == multiply.Left ? left : Operand(context, node, multiply.Right);
        if (context.ShapeOf(multiply.Left) != context.ShapeOf(multiply.Right) || left.Layout != right.Layout)
        {
            throw context.Unsupported(node, $"its factors have shapes {context.ShapeOf(multiply.Left)} and {context.ShapeOf(multiply.Right)}, or lie in different slots; a square, or a product of two results of equally shaped layers, is laid out in this version.");
        }

        return left with { Value = context.Builder.Add(new PackedMultiply(left.Value, right.Value), node.Name) };
    }

    private static PackedValue Operand(LoweringContext context, Node node, ValueId operand)
    {
        if (context.Source[operand].Op is Constant)
        {
            throw context.Unsupported(node, "a constant factor is laid out only where it can be multiplied into a linear layer; put it into the weights of the layer before or after.");
        }

        return context.Materialized(operand, node.Name);
    }
}
