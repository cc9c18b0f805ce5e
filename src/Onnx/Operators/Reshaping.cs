using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Onnx.Import;

namespace PowerSoftmax.Onnx.Operators;

/// <summary>Reshape nodes that lowered operators leave behind.</summary>
internal static class Reshaping
{
    /// <summary>The value under another shape; itself where the shape is its own.</summary>
    public static TypedValue To(NodeContext node, string? part, TypedValue value, Shape shape) =>
        value.Shape == shape ? value : node.Apply(part, x => new Reshape(x[0], shape), value);
}
