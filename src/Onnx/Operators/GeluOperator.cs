using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Onnx.Import;

namespace PowerSoftmax.Onnx.Operators;

/// <summary>Gelu, exact or by tanh.</summary>
internal static class GeluOperator
{
    public static void Import(NodeContext node)
    {
        string form = node.Attributes.Text("approximate") ?? "none";
        if (form is not ("none" or "tanh"))
        {
            throw node.Unsupported($"Its approximation '{form}' is not known; 'none' and 'tanh' are.");
        }

        node.Return(node.Apply(null, x => new Gelu(x[0], form == "tanh"), node.Input(0)));
    }
}
