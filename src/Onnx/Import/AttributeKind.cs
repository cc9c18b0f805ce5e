namespace PowerSoftmax.Onnx.Import;

/// <summary>Kinds of attribute values, by ONNX's numbers.</summary>
internal enum AttributeKind
{
    Real = 1,
    Integer = 2,
    Text = 3,
    Tensor = 4,
    Reals = 6,
    Integers = 7,
    Texts = 8,
}
