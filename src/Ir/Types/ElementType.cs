namespace PowerSoftmax.Ir.Types;

/// <summary>Number format of a tensor's elements, as ONNX names them.</summary>
public enum ElementType
{
    Float32,
    Float64,
    Float16,
    BFloat16,
    Int8,
    Int16,
    Int32,
    Int64,
    UInt8,
    UInt16,
    UInt32,
    UInt64,
    Bool,
    String,
}
