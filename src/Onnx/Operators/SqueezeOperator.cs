using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Onnx.Import;

namespace PowerSoftmax.Onnx.Operators;

/// <summary>Squeeze; its axes were an attribute before opset 13.</summary>
internal static class SqueezeOperator
{
    public static void Import(NodeContext node)
    {
        Shape shape = node.Input(0).Shape;
        IReadOnlyList<int>? given = node.Opset < 13 ? node.Attributes.Integers("axes") : node.Has(1) ? node.ConstantIntegers(1, "axes") : null;
        EquatableArray<int> axes = given is null
            ? Enumerable.Range(0, shape.Rank).Where(axis => shape[axis] == 1).ToEquatableArray()
            : Axes.Normalize(given, shape.Rank);
        foreach (int axis in axes.Where(axis => shape[axis] != 1))
        {
            throw node.Malformed($"axis {axis} has size {shape[axis]} and cannot be removed");
        }

        Shape result = Shape.From(shape.Dimensions.Where((_, axis) => !axes.Contains(axis)));
        node.Return(Reshaping.To(node, null, node.Input(0), result));
    }
}
