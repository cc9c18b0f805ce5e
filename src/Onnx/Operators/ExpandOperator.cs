using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Onnx.Import;
using PowerSoftmax.Onnx.Models;

namespace PowerSoftmax.Onnx.Operators;

/// <summary>Expand to a shape that is known.</summary>
internal static class ExpandOperator
{
    public static void Import(NodeContext node)
    {
        Shape shape = TensorShapes.FromDimensions(node.Constant(1, "target shape").ToInt64());
        bool same = Broadcasting.Join(node.Input(0).Shape, shape) == node.Input(0).Shape;
        node.Return(same ? node.Input(0) : node.Apply(null, x => new Expand(x[0], shape), node.Input(0)));
    }
}
