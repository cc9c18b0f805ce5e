using PowerSoftmax.Onnx.Wire;

namespace PowerSoftmax.Onnx.Tests.Conformance;

/// <summary>Operands that must be known when a model is imported.</summary>
internal static class StaticOperands
{
    private static readonly Dictionary<string, int[]> Indices = new(StringComparer.Ordinal)
    {
        ["ConstantOfShape"] = [0],
        ["Dropout"] = [1, 2],
        ["Expand"] = [1],
        ["ReduceMax"] = [1],
        ["ReduceMean"] = [1],
        ["ReduceSum"] = [1],
        ["Reshape"] = [1],
        ["Slice"] = [1, 2, 3, 4],
        ["Split"] = [1],
        ["Squeeze"] = [1],
        ["Trilu"] = [1],
        ["Unsqueeze"] = [1],
    };

    public static IEnumerable<int> Of(NodeProto node) =>
        Indices.GetValueOrDefault(node.OpType, []).Where(index => index < node.Input.Count);
}
