using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Onnx.Import;

namespace PowerSoftmax.Onnx.Operators;

/// <summary>Concat; the axis was 1 by default before opset 4.</summary>
internal static class ConcatOperator
{
    public static void Import(NodeContext node)
    {
        if (!node.Attributes.Has("axis") && node.Opset >= 4)
        {
            throw node.Malformed("the attribute 'axis' is missing");
        }

        TypedValue[] operands = Enumerable.Range(0, node.InputCount).Select(node.Input).ToArray();
        if (operands.Length == 0)
        {
            throw node.Malformed("it has no operands");
        }

        int axis = Axes.Normalize(node.Attributes.Integer("axis", 1), operands[0].Shape.Rank);
        node.Return(operands.Length == 1 ? operands[0] : node.Apply(null, x => new Concat(x, axis), operands));
    }
}
