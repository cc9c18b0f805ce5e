using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Onnx.Import;

namespace PowerSoftmax.Onnx.Operators;

/// <summary>BatchNormalization as inference runs it: scale (x - mean) / sqrt(variance + epsilon) + bias, all of them by channel, axis 1.</summary>
/// <remarks>A factor and a summand for each channel; where the four operands are constants, these are computed during import.</remarks>
internal static class BatchNormalizationOperator
{
    public static void Import(NodeContext node)
    {
        CheckInference(node);
        TypedValue input = node.Input(0);
        if (input.Shape.Rank < 2)
        {
            throw node.Malformed($"its operand {input.Shape} has no axis of channels");
        }

        // Statistics are by channel since opset 1 where 'spatial' is left out; how training updates them is of no concern.
        node.Attributes.Ignore("momentum");
        TypedValue epsilon = node.NewConstant("epsilon", Tensor.Scalar(node.Attributes.Real("epsilon", 1e-5f), input.Type.Element));
        TypedValue[] statistics = [.. Enumerable.Range(1, 4).Select(operand => ByChannel(node, operand, input))];
        TypedValue variance = node.Apply("variance.shifted", static x => new Add(x[0], x[1]), statistics[3], epsilon);
        TypedValue deviation = node.Apply("deviation", static x => new Sqrt(x[0]), variance);
        TypedValue factor = node.Apply("factor", static x => new Divide(x[0], x[1]), statistics[0], deviation);
        TypedValue shift = node.Apply("mean.scaled", static x => new Multiply(x[0], x[1]), statistics[2], factor);
        TypedValue summand = node.Apply("summand", static x => new Subtract(x[0], x[1]), statistics[1], shift);
        TypedValue scaled = node.Apply("scaled", static x => new Multiply(x[0], x[1]), input, factor);
        node.Return(node.Apply(null, static x => new Add(x[0], x[1]), scaled, summand));
    }

    private static void CheckInference(NodeContext node)
    {
        bool training = node.Attributes.Integer("training_mode", 0) != 0 || (node.Opset < 7 && node.Attributes.Integer("is_test", 0) == 0);
        node.Attributes.Ignore("consumed_inputs");
        if (training || node.Attributes.Integer("spatial", 1) == 0)
        {
            throw node.Unsupported("It runs in training mode, or normalizes by position; export the model for inference, with a newer opset.");
        }
    }

    /// <summary>A vector of as many elements as there are channels, along axis 1 of the input, in its element type.</summary>
    private static TypedValue ByChannel(NodeContext node, int operand, TypedValue input)
    {
        TypedValue value = node.Input(operand);
        int channels = input.Shape[1];
        if (value.Shape != Shape.Of(channels))
        {
            throw node.Malformed($"operand {operand} is {value.Shape}; {channels} elements are needed, one for each channel");
        }

        Shape aligned = Shape.From(Enumerable.Repeat(1, input.Shape.Rank - 2).Prepend(channels));
        TypedValue column = Reshaping.To(node, FormattableString.Invariant($"column{operand}"), value, aligned);
        return column.Type.Element == input.Type.Element
            ? column
            : node.Apply(FormattableString.Invariant($"cast{operand}"), x => new Cast(x[0], input.Type.Element), column);
    }
}
