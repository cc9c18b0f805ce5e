using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Onnx.Import;

namespace PowerSoftmax.Onnx.Operators;

/// <summary>Constant, in each way of writing its value.</summary>
internal static class ConstantOperator
{
    public static void Import(NodeContext node) => node.Return(node.Literal(Value(node)));

    private static Tensor Value(NodeContext node)
    {
        NodeAttributes attributes = node.Attributes;
        if (attributes.Has("value_float"))
        {
            return Tensor.Scalar(attributes.Real("value_float", 0));
        }

        if (attributes.Has("value_int"))
        {
            return Tensor.Scalar(attributes.LongInteger("value_int"), ElementType.Int64);
        }

        if (attributes.Has("value_string"))
        {
            return new Tensor(Shape.Scalar, [attributes.Text("value_string")!]);
        }

        return attributes.TensorOrNull("value") ?? List(attributes)
            ?? throw node.Unsupported("It has no dense value; export the model with dense constants.");
    }

    private static Tensor? List(NodeAttributes attributes)
    {
        if (attributes.Has("value_floats"))
        {
            IReadOnlyList<float> values = attributes.Reals("value_floats")!;
            return new Tensor(ElementType.Float32, Shape.Of(values.Count), values.Select(static value => (double)value).ToArray());
        }

        if (attributes.Has("value_ints"))
        {
            IReadOnlyList<long> values = attributes.LongIntegers("value_ints")!;
            return new Tensor(ElementType.Int64, Shape.Of(values.Count), values.Select(static value => (double)value).ToArray());
        }

        return attributes.Has("value_strings") ? new Tensor(Shape.Of(attributes.Texts("value_strings")!.Count), attributes.Texts("value_strings")!.ToArray()) : null;
    }
}
