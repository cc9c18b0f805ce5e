using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Onnx.Import;

namespace PowerSoftmax.Onnx.Operators;

/// <summary>Gather along an axis.</summary>
internal static class GatherOperator
{
    public static void Import(NodeContext node)
    {
        int axis = Axes.Normalize(node.Attributes.Integer("axis", 0), node.Input(0).Shape.Rank);
        if (node.Input(1).Type.Element is not (ElementType.Int32 or ElementType.Int64))
        {
            throw node.Malformed($"its indices are {node.Input(1).Type.Element}, not whole numbers");
        }

        node.Return(node.Apply(null, x => new Gather(x[0], x[1], axis), node.Input(0), node.Input(1)));
    }
}
