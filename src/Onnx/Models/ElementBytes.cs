using System.Buffers.Binary;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Onnx.Models;

/// <summary>Elements as little-endian bytes, in ONNX files and in .npy files.</summary>
internal static class ElementBytes
{
    /// <summary>Bytes of one element.</summary>
    public static int Size(ElementType element) => element switch
    {
        ElementType.Float64 or ElementType.Int64 or ElementType.UInt64 => 8,
        ElementType.Float32 or ElementType.Int32 or ElementType.UInt32 => 4,
        ElementType.Float16 or ElementType.BFloat16 or ElementType.Int16 or ElementType.UInt16 => 2,
        _ => 1,
    };

    /// <summary>Reads <paramref name="count"/> elements; the span holds exactly as many.</summary>
    public static double[] Read(ReadOnlySpan<byte> bytes, ElementType element, int count)
    {
        double[] values = new double[count];
        Read(bytes, element, values);
        return values;
    }

    /// <summary>Reads as many elements as the destination takes; the bytes are exactly as many.</summary>
    public static void Read(ReadOnlySpan<byte> bytes, ElementType element, Span<double> destination)
    {
        int size = Size(element);
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = ReadOne(bytes.Slice(i * size, size), element);
        }
    }

    /// <summary>Writes elements of a type that <see cref="Read"/> reads.</summary>
    public static byte[] Write(double[] values, ElementType element)
    {
        int size = Size(element);
        byte[] bytes = new byte[(long)values.Length * size];
        for (int i = 0; i < values.Length; i++)
        {
            WriteOne(bytes.AsSpan(i * size, size), values[i], element);
        }

        return bytes;
    }

    private static double ReadOne(ReadOnlySpan<byte> bytes, ElementType element) => element switch
    {
        ElementType.Float32 => BinaryPrimitives.ReadSingleLittleEndian(bytes),
        ElementType.Float64 => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
        ElementType.Float16 => (double)BinaryPrimitives.ReadHalfLittleEndian(bytes),
        ElementType.BFloat16 => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(bytes) << 16),
        ElementType.Int8 => unchecked((sbyte)bytes[0]),
        ElementType.Int16 => BinaryPrimitives.ReadInt16LittleEndian(bytes),
        ElementType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(bytes),
        ElementType.Int64 => BinaryPrimitives.ReadInt64LittleEndian(bytes),
        ElementType.UInt16 => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        ElementType.UInt32 => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        ElementType.UInt64 => BinaryPrimitives.ReadUInt64LittleEndian(bytes),
        ElementType.Bool => bytes[0] != 0 ? 1 : 0,
        _ => bytes[0],
    };

    private static void WriteOne(Span<byte> bytes, double value, ElementType element)
    {
        switch (element)
        {
            case ElementType.Float32:
                BinaryPrimitives.WriteSingleLittleEndian(bytes, (float)value);
                break;
            case ElementType.Float64:
                BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
                break;
            case ElementType.Float16:
                BinaryPrimitives.WriteHalfLittleEndian(bytes, (Half)value);
                break;
            case ElementType.BFloat16:
                BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)(BitConverter.SingleToUInt32Bits((float)value) >> 16));
                break;
            case ElementType.UInt64:
                BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)value);
                break;
            default:
                WriteInteger(bytes, (long)value);
                break;
        }
    }

    private static void WriteInteger(Span<byte> bytes, long value)
    {
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = unchecked((byte)(value >> (8 * i)));
        }
    }
}
