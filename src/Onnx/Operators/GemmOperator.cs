using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Onnx.Import;

namespace PowerSoftmax.Onnx.Operators;

/// <summary>Gemm: alpha A B + beta C, A and B perhaps transposed.</summary>
internal static class GemmOperator
{
    public static void Import(NodeContext node)
    {
        TypedValue left = Matrix(node, 0, "transA");
        TypedValue right = Scaled(node, "alpha", Matrix(node, 1, "transB"));
        bool hasBias = node.Has(2);
        TypedValue product = node.Apply(hasBias ? "product" : null, x => new MatMul(x[0], x[1]), left, right);

        // Before opset 7 the attribute says that C may broadcast, which it always may since.
        node.Attributes.Ignore("broadcast");
        node.Attributes.Ignore("beta");
        node.Return(hasBias ? node.Apply(null, x => new Add(x[0], x[1]), product, Bias(node, product)) : product);
    }

    private static TypedValue Bias(NodeContext node, TypedValue product)
    {
        TypedValue bias = Scaled(node, "beta", node.Input(2));
        return Broadcasting.Fits(bias.Shape, product.Shape)
            ? bias
            : throw node.Malformed($"the summand of shape {bias.Shape} does not broadcast to {product.Shape}");
    }

    private static TypedValue Matrix(NodeContext node, int input, string transposed)
    {
        TypedValue value = node.Input(input);
        if (value.Shape.Rank != 2)
        {
            throw node.Malformed($"operand {input} has shape {value.Shape}; both factors must be matrices");
        }

        return node.Attributes.Integer(transposed, 0) != 0
            ? node.Apply(input == 0 ? "left" : "right", x => new Transpose(x[0], EquatableArray<int>.Of(1, 0)), value)
            : value;
    }

    private static TypedValue Scaled(NodeContext node, string attribute, TypedValue value)
    {
        float factor = node.Attributes.Real(attribute, 1);
        return factor == 1
            ? value
            : node.Apply($"{attribute}-scaled", x => new Multiply(x[0], x[1]), value, node.NewConstant(attribute, Tensor.Scalar(factor, value.Type.Element)));
    }
}
