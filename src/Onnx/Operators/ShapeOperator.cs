using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Onnx.Import;

namespace PowerSoftmax.Onnx.Operators;

/// <summary>Shape: known at once, since every shape is.</summary>
internal static class ShapeOperator
{
    public static void Import(NodeContext node)
    {
        Shape shape = node.Input(0).Shape;
        int start = Clamp(node.Attributes.Integer("start", 0), shape.Rank);
        int end = Clamp(node.Attributes.Integer("end", shape.Rank), shape.Rank);
        double[] sizes = shape.Dimensions.Skip(start).Take(Math.Max(0, end - start)).Select(static size => (double)size).ToArray();
        node.Return(node.NewConstant("sizes", new Tensor(ElementType.Int64, Shape.Of(sizes.Length), sizes)));
    }

    private static int Clamp(int axis, int rank) => Math.Clamp(axis < 0 ? axis + rank : axis, 0, rank);
}
