namespace PowerSoftmax.Onnx.Tests.Conformance;

/// <summary>Cases of supported operators that end in a diagnostic, and why.</summary>
internal static class KnownGaps
{
    private const string CountOfInputs = "NonZero of a value has no static shape; of a constant it is imported";

    private const string Training = "BatchNormalization in training mode; inference is imported";

    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["node/test_nonzero_example"] = CountOfInputs,
        ["node/test_einsum_batch_diagonal"] = "a letter that comes twice in one operand, and an ellipsis",
        ["node/test_batchnorm_epsilon_training_mode"] = Training,
        ["node/test_batchnorm_example_training_mode"] = Training,
    };
}
