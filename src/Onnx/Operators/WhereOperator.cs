using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Onnx.Import;

namespace PowerSoftmax.Onnx.Operators;

/// <summary>Where.</summary>
internal static class WhereOperator
{
    public static void Import(NodeContext node) =>
        node.Return(node.Apply(null, static x => new Where(x[0], x[1], x[2]), node.Input(0), node.Input(1), node.Input(2)));
}
