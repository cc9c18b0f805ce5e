namespace PowerSoftmax.Training.Export;

/// <summary>Numbers of the ONNX specification: <c>TensorProto.DataType</c> and <c>AttributeProto.AttributeType</c>.</summary>
internal static class OnnxCodes
{
    public const int Float = 1;
    public const int Int64 = 7;

    public const int FloatAttribute = 1;
    public const int IntAttribute = 2;
    public const int TensorAttribute = 4;
    public const int IntsAttribute = 7;
}
