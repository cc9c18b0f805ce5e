using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Onnx.Import;
using System.Globalization;

namespace PowerSoftmax.Onnx.Operators;

/// <summary>Split into slices; sizes were an attribute before opset 13.</summary>
internal static class SplitOperator
{
    public static void Import(NodeContext node)
    {
        TypedValue input = node.Input(0);
        int axis = Axes.Normalize(node.Attributes.Integer("axis", 0), input.Shape.Rank);
        IReadOnlyList<int> sizes = Given(node) ?? Even(node, input.Shape[axis]);
        if (sizes.Count != node.OutputCount || sizes.Any(static size => size < 0) || sizes.Sum(static size => (long)size) != input.Shape[axis])
        {
            throw node.Malformed($"parts of [{string.Join(", ", sizes)}] do not make {node.OutputCount} outputs of an axis of size {input.Shape[axis]}");
        }

        int start = 0;
        for (int output = 0; output < sizes.Count; output++)
        {
            (int from, int to) = (start, start + sizes[output]);
            string part = output.ToString(CultureInfo.InvariantCulture);
            node.Return(output, node.Apply(part, x => Part(x[0], axis, from, to), input));
            start = to;
        }
    }

    private static Slice Part(ValueId input, int axis, int from, int to) => new(
        input, EquatableArray<int>.Of(from), EquatableArray<int>.Of(to), EquatableArray<int>.Of(axis), EquatableArray<int>.Of(1));

    private static IReadOnlyList<int>? Given(NodeContext node) => node.Opset < 13
        ? node.Attributes.Integers("split")
        : node.Has(1) ? node.ConstantIntegers(1, "sizes") : null;

    // Since opset 18 the last part may be smaller.
    private static List<int> Even(NodeContext node, int size)
    {
        int parts = node.Opset >= 18 ? node.Attributes.Integer("num_outputs", node.OutputCount) : node.OutputCount;
        if (parts != node.OutputCount || parts == 0 || (node.Opset < 18 && size % parts != 0))
        {
            throw node.Malformed($"an axis of size {size} does not split into {node.OutputCount} outputs");
        }

        int part = (size + parts - 1) / parts;
        return Enumerable.Range(0, parts).Select(index => Math.Clamp(size - (index * part), 0, part)).ToList();
    }
}
