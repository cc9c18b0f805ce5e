using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Onnx.Import;

namespace PowerSoftmax.Onnx.Operators;

/// <summary>Softmax; before opset 13 it flattens its operand to a matrix at the axis and normalizes rows.</summary>
internal static class SoftmaxOperator
{
    public static void Import(NodeContext node)
    {
        TypedValue input = node.Input(0);
        bool flattens = node.Opset < 13;
        int axis = Axes.Normalize(node.Attributes.Integer("axis", flattens ? 1 : -1), input.Shape.Rank);
        if (!flattens || axis == input.Shape.Rank - 1)
        {
            node.Return(node.Apply(null, x => new Softmax(x[0], axis), input));
            return;
        }

        TypedValue matrix = Reshaping.To(node, "matrix", input, FlattenOperator.AsMatrix(input.Shape, axis));
        TypedValue rows = node.Apply("rows", static x => new Softmax(x[0], 1), matrix);
        node.Return(Reshaping.To(node, null, rows, input.Shape));
    }
}
