using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Onnx.Import;

namespace PowerSoftmax.Onnx.Operators;

/// <summary>Comparisons and connectives that are others with operands exchanged, or choices between them.</summary>
internal static class Comparisons
{
    public static void GreaterOrEqual(NodeContext node) => OrEqual(node, node.Input(1), node.Input(0));

    public static void LessOrEqual(NodeContext node) => OrEqual(node, node.Input(0), node.Input(1));

    public static void And(NodeContext node) => node.Return(node.Apply(null, static x => new Where(x[0], x[1], x[0]), node.Input(0), node.Input(1)));

    public static void Or(NodeContext node) => node.Return(node.Apply(null, static x => new Where(x[0], x[0], x[1]), node.Input(0), node.Input(1)));

    // Not the opposite of the other comparison: with NaN both are false.
    private static void OrEqual(NodeContext node, TypedValue smaller, TypedValue larger)
    {
        TypedValue less = node.Apply("less", static x => new Less(x[0], x[1]), smaller, larger);
        TypedValue equal = node.Apply("equal", static x => new Equal(x[0], x[1]), smaller, larger);
        node.Return(node.Apply(null, static x => new Where(x[0], x[0], x[1]), less, equal));
    }
}
