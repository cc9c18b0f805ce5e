using PowerSoftmax.Ir.Types;
using PowerSoftmax.Onnx.Import;

namespace PowerSoftmax.Onnx.Operators;

/// <summary>Flatten to a matrix: the axes before one and the axes from it on.</summary>
internal static class FlattenOperator
{
    public static void Import(NodeContext node)
    {
        Shape shape = node.Input(0).Shape;
        int axis = node.Attributes.Integer("axis", 1);
        if (axis < -shape.Rank || axis > shape.Rank)
        {
            throw node.Malformed($"axis {axis} does not exist in a tensor of rank {shape.Rank}");
        }

        node.Return(Reshaping.To(node, null, node.Input(0), AsMatrix(shape, axis < 0 ? axis + shape.Rank : axis)));
    }

    /// <summary>The matrix shape whose rows are the axes before <paramref name="axis"/>.</summary>
    public static Shape AsMatrix(Shape shape, int axis) => Shape.Of(Product(shape.Dimensions.Take(axis)), Product(shape.Dimensions.Skip(axis)));

    private static int Product(IEnumerable<int> sizes) => sizes.Aggregate(1, static (product, size) => product * size);
}
