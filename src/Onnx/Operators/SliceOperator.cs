using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Onnx.Import;

namespace PowerSoftmax.Onnx.Operators;

/// <summary>Slice; its bounds were attributes before opset 10.</summary>
internal static class SliceOperator
{
    public static void Import(NodeContext node)
    {
        bool attributes = node.Opset < 10;
        IReadOnlyList<int> starts = attributes ? Required(node, "starts") : node.ConstantIntegers(1, "starts");
        IReadOnlyList<int> ends = attributes ? Required(node, "ends") : node.ConstantIntegers(2, "ends");
        IReadOnlyList<int>? axes = attributes ? node.Attributes.Integers("axes") : node.Has(3) ? node.ConstantIntegers(3, "axes") : null;
        IReadOnlyList<int>? steps = !attributes && node.Has(4) ? node.ConstantIntegers(4, "steps") : null;
        int rank = node.Input(0).Shape.Rank;
        EquatableArray<int> along = (axes ?? Enumerable.Range(0, starts.Count)).Select(axis => Axes.Normalize(axis, rank)).ToEquatableArray();
        EquatableArray<int> by = (steps ?? Enumerable.Repeat(1, starts.Count)).ToEquatableArray();
        node.Return(node.Apply(
            null, x => new Slice(x[0], starts.ToEquatableArray(), ends.ToEquatableArray(), along, by), node.Input(0)));
    }

    private static IReadOnlyList<int> Required(NodeContext node, string attribute) =>
        node.Attributes.Integers(attribute) ?? throw node.Malformed($"the attribute '{attribute}' is missing");
}
