using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Onnx.Import;

namespace PowerSoftmax.Onnx.Operators;

/// <summary>ReduceSum, ReduceMean and ReduceMax; their axes were an attribute at first and became an operand.</summary>
internal static class ReduceOperator
{
    public static void Import(NodeContext node, int axesAreInputSince, Func<ValueId, EquatableArray<int>, bool, ReduceOp> make)
    {
        TypedValue input = node.Input(0);
        bool keep = node.Attributes.Integer("keepdims", 1) != 0;
        IReadOnlyList<int> given = Given(node, axesAreInputSince);
        bool nothing = node.Opset >= axesAreInputSince && node.Attributes.Integer("noop_with_empty_axes", 0) != 0;
        if (given.Count == 0 && nothing)
        {
            node.Return(input);
            return;
        }

        EquatableArray<int> axes = given.Count == 0
            ? Enumerable.Range(0, input.Shape.Rank).ToEquatableArray()
            : Axes.Normalize(given, input.Shape.Rank);
        node.Return(node.Apply(null, x => make(x[0], axes, keep), input));
    }

    private static IReadOnlyList<int> Given(NodeContext node, int axesAreInputSince)
    {
        if (node.Opset < axesAreInputSince)
        {
            return node.Attributes.Integers("axes") ?? [];
        }

        return node.Has(1) ? node.ConstantIntegers(1, "axes") : [];
    }
}
