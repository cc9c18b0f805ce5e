using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Onnx.Import;
using PowerSoftmax.Onnx.Models;

namespace PowerSoftmax.Onnx.Operators;

/// <summary>ConstantOfShape: one value repeated.</summary>
internal static class ConstantOfShapeOperator
{
    public static void Import(NodeContext node)
    {
        Shape shape = TensorShapes.FromDimensions(node.Constant(0, "shape").ToInt64());
        Tensor value = node.Attributes.TensorOrNull("value") ?? Tensor.Scalar(0);
        if (value.Values.Length != 1)
        {
            throw node.Malformed($"its value has {value.Values.Length} elements instead of one");
        }

        TypedValue scalar = node.NewConstant("value", value.WithShape(Shape.Scalar));
        node.Return(node.Apply(null, x => new Expand(x[0], shape), scalar));
    }
}
