using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Onnx.Models;

/// <summary>ONNX's numbers for element types.</summary>
internal static class ElementTypes
{
    private static readonly string[] Names =
    [
        "UNDEFINED", "FLOAT", "UINT8", "INT8", "UINT16", "INT16", "INT32", "INT64", "STRING", "BOOL", "FLOAT16", "DOUBLE", "UINT32", "UINT64",
        "COMPLEX64", "COMPLEX128", "BFLOAT16", "FLOAT8E4M3FN", "FLOAT8E4M3FNUZ", "FLOAT8E5M2", "FLOAT8E5M2FNUZ", "UINT4", "INT4", "FLOAT4E2M1",
        "FLOAT8E8M0", "UINT2", "INT2",
    ];

    /// <summary>The element type, or null for one that is not supported.</summary>
    public static ElementType? Find(long number) => number switch
    {
        1 => ElementType.Float32,
        2 => ElementType.UInt8,
        3 => ElementType.Int8,
        4 => ElementType.UInt16,
        5 => ElementType.Int16,
        6 => ElementType.Int32,
        7 => ElementType.Int64,
        8 => ElementType.String,
        9 => ElementType.Bool,
        10 => ElementType.Float16,
        11 => ElementType.Float64,
        12 => ElementType.UInt32,
        13 => ElementType.UInt64,
        16 => ElementType.BFloat16,
        _ => null,
    };

    /// <summary>ONNX's name of an element type, for messages.</summary>
    public static string Name(long number) => number >= 0 && number < Names.Length ? Names[number] : $"element type {number}";

    /// <summary>The number of a name, as the oldest opsets write it; -1 for none.</summary>
    public static int Number(string name) => Array.IndexOf(Names, name);
}
