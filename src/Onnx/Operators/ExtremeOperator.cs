using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Onnx.Import;

namespace PowerSoftmax.Onnx.Operators;

/// <summary>Min and Max of any number of operands, pair by pair; where one is NaN, which of the two comes out is not defined.</summary>
internal static class ExtremeOperator
{
    public static void Min(NodeContext node) => Import(node, static (node, name, next, result) => node.Apply(name, static x => new Less(x[0], x[1]), next, result));

    public static void Max(NodeContext node) => Import(node, static (node, name, next, result) => node.Apply(name, static x => new Less(x[1], x[0]), next, result));

    private static void Import(NodeContext node, Func<NodeContext, string, TypedValue, TypedValue, TypedValue> isBetter)
    {
        TypedValue result = node.Input(0);
        for (int operand = 1; operand < node.InputCount; operand++)
        {
            TypedValue next = node.Input(operand);
            string? part = operand == node.InputCount - 1 ? null : FormattableString.Invariant($"best{operand}");
            TypedValue better = isBetter(node, FormattableString.Invariant($"better{operand}"), next, result);
            result = node.Apply(part, static x => new Where(x[0], x[1], x[2]), better, next, result);
        }

        node.Return(result);
    }
}
