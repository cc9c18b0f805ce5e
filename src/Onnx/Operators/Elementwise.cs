using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Onnx.Import;

namespace PowerSoftmax.Onnx.Operators;

/// <summary>Operators that map to one op without further ado.</summary>
internal static class Elementwise
{
    public static void Unary(NodeContext node, Func<ValueId, TensorOp> make) =>
        node.Return(node.Apply(null, x => make(x[0]), node.Input(0)));

    public static void Plain(NodeContext node, Func<ValueId, ValueId, TensorOp> make) =>
        node.Return(node.Apply(null, x => make(x[0], x[1]), node.Input(0), node.Input(1)));

    /// <summary>Two operands that broadcast; before opset 7 by the attributes <c>broadcast</c> and <c>axis</c>.</summary>
    public static void Binary(NodeContext node, Func<ValueId, ValueId, TensorOp> make)
    {
        TypedValue right = node.Opset < 7 ? AlignRight(node) : node.Input(1);
        node.Return(node.Apply(null, x => make(x[0], x[1]), node.Input(0), right));
    }

    // The old rule lines the right operand up with any run of the left one's axes, starting at the attribute axis.
    private static TypedValue AlignRight(NodeContext node)
    {
        Shape left = node.Input(0).Shape;
        Shape right = node.Input(1).Shape;
        bool broadcast = node.Attributes.Integer("broadcast", 0) != 0;
        int axis = node.Attributes.Has("axis") ? Axes.Normalize(node.Attributes.Integer("axis", 0), left.Rank) : left.Rank - right.Rank;
        int trailing = left.Rank - axis - right.Rank;
        if (!broadcast && left != right)
        {
            throw node.Malformed($"shapes {left} and {right} differ, and the attribute 'broadcast' is not set");
        }

        if (!broadcast || trailing == 0)
        {
            return node.Input(1);
        }

        if (trailing < 0 || axis < 0)
        {
            throw node.Malformed($"shape {right} does not fit into {left} at axis {axis}");
        }

        Shape aligned = Shape.From(right.Dimensions.Concat(Enumerable.Repeat(1, trailing)));
        return node.Apply("aligned", x => new Reshape(x[0], aligned), node.Input(1));
    }
}
