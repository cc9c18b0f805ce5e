using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Onnx.Samples;

/// <summary>Names and numbers of the .npy format.</summary>
/// <remarks>NumPy enhancement proposal 1, "A Simple File Format for NumPy Arrays".</remarks>
internal static class NpyFormat
{
    public const string Extension = ".npy";

    /// <summary>Longest header accepted, in bytes; headers of plain arrays have about a hundred.</summary>
    public const int MaxHeaderBytes = 1 << 13;

    private static readonly (string Code, ElementType Element)[] Codes =
    [
        ("<f4", ElementType.Float32),
        ("<f8", ElementType.Float64),
        ("<f2", ElementType.Float16),
        ("<i8", ElementType.Int64),
        ("<i4", ElementType.Int32),
        ("<i2", ElementType.Int16),
        ("|i1", ElementType.Int8),
        ("<u8", ElementType.UInt64),
        ("<u4", ElementType.UInt32),
        ("<u2", ElementType.UInt16),
        ("|u1", ElementType.UInt8),
        ("|b1", ElementType.Bool),
    ];

    /// <summary>First bytes of every array.</summary>
    public static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    public static ElementType? Find(string code)
    {
        int index = Array.FindIndex(Codes, entry => entry.Code == code);
        return index >= 0 ? Codes[index].Element : null;
    }

    /// <summary>NumPy's code of an element type; null for those it lacks.</summary>
    public static string? Code(ElementType element)
    {
        int index = Array.FindIndex(Codes, entry => entry.Element == element);
        return index >= 0 ? Codes[index].Code : null;
    }
}
