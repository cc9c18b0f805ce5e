using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Onnx.Import;

namespace PowerSoftmax.Onnx.Operators;

/// <summary>LayerNormalization; mean and inverse deviation are spelled out where someone uses them.</summary>
internal static class LayerNormalizationOperator
{
    public static void Import(NodeContext node)
    {
        TypedValue input = node.Input(0);
        int axis = Axes.Normalize(node.Attributes.Integer("axis", -1), input.Shape.Rank);
        float epsilon = node.Attributes.Real("epsilon", 1e-5f);

        // The precision of intermediate values; here it is always double.
        node.Attributes.Ignore("stash_type");
        TypedValue[] operands = node.Has(2) ? [input, node.Input(1), node.Input(2)] : [input, node.Input(1)];
        node.Return(0, node.Apply(null, x => new LayerNorm(x[0], x[1], x.Count > 2 ? x[2] : null, axis, epsilon), operands));
        if (node.IsUsed(1) || node.IsUsed(2))
        {
            ReturnStatistics(node, input, Enumerable.Range(axis, input.Shape.Rank - axis).ToEquatableArray(), epsilon);
        }
    }

    private static void ReturnStatistics(NodeContext node, TypedValue input, EquatableArray<int> axes, float epsilon)
    {
        TypedValue mean = node.Apply("mean", x => new ReduceMean(x[0], axes, true), input);
        TypedValue centered = node.Apply("centered", static x => new Subtract(x[0], x[1]), input, mean);
        TypedValue squares = node.Apply("squares", static x => new Multiply(x[0], x[0]), centered);
        TypedValue variance = node.Apply("variance", x => new ReduceMean(x[0], axes, true), squares);
        TypedValue constant = node.NewConstant("epsilon", Tensor.Scalar(epsilon, input.Type.Element));
        TypedValue shifted = node.Apply("shifted", static x => new Add(x[0], x[1]), variance, constant);
        TypedValue deviation = node.Apply("deviation", static x => new Sqrt(x[0]), shifted);
        node.Return(1, mean);
        node.Return(2, node.Apply("inverse", static x => new Reciprocal(x[0]), deviation));
    }
}
