using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Onnx.Import;
using PowerSoftmax.Onnx.Models;

namespace PowerSoftmax.Onnx.Operators;

/// <summary>Cast; the target was a name before opset 6.</summary>
internal static class CastOperator
{
    public static void Import(NodeContext node)
    {
        long number = node.Opset < 6
            ? ElementTypes.Number(node.Attributes.Text("to") ?? string.Empty)
            : node.Attributes.Integer("to", 0);

        // Both change only how numbers become 8-bit floats, which are refused below.
        node.Attributes.Ignore("saturate");
        node.Attributes.Ignore("round_mode");
        ElementType element = ElementTypes.Find(number)
            ?? throw node.Unsupported($"It casts to {ElementTypes.Name(number)}; export the model with float elements.");
        node.Return(node.Input(0).Type.Element == element ? node.Input(0) : node.Apply(null, x => new Cast(x[0], element), node.Input(0)));
    }
}
