using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Onnx.Import;

namespace PowerSoftmax.Onnx.Operators;

/// <summary>Min of constants, as shape arithmetic uses it.</summary>
internal static class MinOperator
{
    public static void Import(NodeContext node)
    {
        TypedValue result = node.Input(0);
        for (int operand = 0; operand < node.InputCount; operand++)
        {
            TypedValue next = node.Input(operand);
            if (next is not ConstantValue || result.Type.Element is not (ElementType.Int32 or ElementType.Int64))
            {
                throw node.Unsupported("It is supported on whole numbers that follow from constants and shapes; rewrite the model without it.");
            }

            TypedValue smaller = node.Apply("smaller", static x => new Less(x[0], x[1]), next, result);
            result = node.Apply(null, static x => new Where(x[0], x[1], x[2]), smaller, next, result);
        }

        node.Return(result);
    }
}
