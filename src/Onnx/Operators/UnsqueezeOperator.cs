using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Onnx.Import;

namespace PowerSoftmax.Onnx.Operators;

/// <summary>Unsqueeze; its axes were an attribute before opset 13.</summary>
internal static class UnsqueezeOperator
{
    public static void Import(NodeContext node)
    {
        Shape shape = node.Input(0).Shape;
        IReadOnlyList<int> given = node.Opset < 13
            ? node.Attributes.Integers("axes") ?? throw node.Malformed("the attribute 'axes' is missing")
            : node.ConstantIntegers(1, "axes");
        int rank = shape.Rank + given.Count;
        EquatableArray<int> axes = Axes.Normalize(given, rank);
        Queue<int> rest = new(shape.Dimensions);
        Shape result = Shape.From(Enumerable.Range(0, rank).Select(axis => axes.Contains(axis) ? 1 : rest.Dequeue()));
        node.Return(Reshaping.To(node, null, node.Input(0), result));
    }
}
