using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Onnx.Import;

namespace PowerSoftmax.Onnx.Operators;

/// <summary>Trilu with a border that is known.</summary>
internal static class TriluOperator
{
    public static void Import(NodeContext node)
    {
        bool upper = node.Attributes.Integer("upper", 1) != 0;
        IReadOnlyList<int> border = node.Has(1) ? node.ConstantIntegers(1, "border") : [0];
        if (border.Count != 1)
        {
            throw node.Malformed($"its border has {border.Count} elements instead of one");
        }

        node.Return(node.Apply(null, x => new Trilu(x[0], upper, border[0]), node.Input(0)));
    }
}
