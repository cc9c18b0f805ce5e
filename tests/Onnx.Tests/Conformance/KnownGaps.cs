namespace PowerSoftmax.Onnx.Tests.Conformance;

/// <summary>Cases of supported operators that end in a diagnostic, and why.</summary>
internal static class KnownGaps
{
    private const string MinOfInputs = "Min is imported for shape arithmetic only; on values it is no polynomial";

    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["node/test_min_example"] = MinOfInputs,
        ["node/test_min_float16"] = MinOfInputs,
        ["node/test_min_float32"] = MinOfInputs,
        ["node/test_min_float64"] = MinOfInputs,
        ["node/test_min_int16"] = MinOfInputs,
        ["node/test_min_int32"] = MinOfInputs,
        ["node/test_min_int64"] = MinOfInputs,
        ["node/test_min_int8"] = MinOfInputs,
        ["node/test_min_one_input"] = MinOfInputs,
        ["node/test_min_two_inputs"] = MinOfInputs,
        ["node/test_min_uint16"] = MinOfInputs,
        ["node/test_min_uint32"] = MinOfInputs,
        ["node/test_min_uint64"] = MinOfInputs,
        ["node/test_min_uint8"] = MinOfInputs,
        ["pytorch-operator/test_operator_min"] = MinOfInputs,
    };
}
