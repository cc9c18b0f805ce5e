using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Onnx.Import;

namespace PowerSoftmax.Onnx.Operators;

/// <summary>Dropout as inference runs it: nothing is dropped.</summary>
internal static class DropoutOperator
{
    public static void Import(NodeContext node)
    {
        CheckInference(node);
        node.Attributes.Ignore("seed");
        TypedValue input = node.Input(0);
        node.Return(0, input);
        if (node.IsUsed(1))
        {
            ElementType element = node.Opset < 10 ? input.Type.Element : ElementType.Bool;
            TypedValue one = node.NewConstant("kept", Tensor.Scalar(1, element));
            node.Return(1, node.Apply("mask", x => new Expand(x[0], input.Shape), one));
        }
    }

    private static void CheckInference(NodeContext node)
    {
        double ratio = node.Opset >= 12 ? 0.5 : node.Attributes.Real("ratio", 0.5f);
        bool training = node.Opset < 7 && node.Attributes.Integer("is_test", 0) == 0;
        if (node.Opset >= 12)
        {
            bool hasRatio = node.Has(1);
            training = node.Has(2) && node.Constant(2, "training mode").Values.Any(static value => value != 0);
            ratio = training && hasRatio ? node.Constant(1, "ratio").Values.FirstOrDefault() : ratio;
        }

        if (training && ratio != 0)
        {
            throw node.Unsupported("It runs in training mode; export the model for inference.");
        }
    }
}
