using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Onnx.Import;

namespace PowerSoftmax.Onnx.Operators;

/// <summary>Min of any number of operands, pair by pair; where one is NaN, which of the two comes out is not defined.</summary>
internal static class MinOperator
{
    public static void Import(NodeContext node)
    {
        TypedValue result = node.Input(0);
        for (int operand = 1; operand < node.InputCount; operand++)
        {
            TypedValue next = node.Input(operand);
            string? part = operand == node.InputCount - 1 ? null : FormattableString.Invariant($"least{operand}");
            TypedValue smaller = node.Apply(FormattableString.Invariant($"smaller{operand}"), static x => new Less(x[0], x[1]), next, result);
            result = node.Apply(part, static x => new Where(x[0], x[1], x[2]), smaller, next, result);
        }

        node.Return(result);
    }
}
