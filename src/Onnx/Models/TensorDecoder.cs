using Google.Protobuf.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Onnx.Wire;

namespace PowerSoftmax.Onnx.Models;

/// <summary>Turns the tensors of a file into <see cref="Tensor"/>.</summary>
internal static class TensorDecoder
{
    /// <summary>Bytes read at a time of data outside the model; a multiple of every element's size.</summary>
    private const int Part = 1 << 20;

    /// <param name="proto">The tensor.</param>
    /// <param name="folder">Where data outside the model lie; null where there can be none.</param>
    /// <exception cref="IrException">The element type is not supported, or the data do not fill the shape.</exception>
    public static Tensor Decode(TensorProto proto, string? folder = null)
    {
        ElementType element = ElementTypes.Find(proto.DataType)
            ?? throw new IrException($"tensor '{proto.Name}' has elements of type {ElementTypes.Name(proto.DataType)}, which are not supported");
        Shape shape = TensorShapes.FromDimensions(proto.Dims);
        int count = (int)shape.Count;
        if (ExternalData.IsOutside(proto))
        {
            return element == ElementType.String || folder is null
                ? throw new IrException($"tensor '{proto.Name}' keeps its data outside the file")
                : new Tensor(element, shape, FromFile(proto, folder, element, count));
        }

        if (element == ElementType.String)
        {
            CheckCount(proto, proto.StringData.Count, count);
            return new Tensor(shape, proto.StringData.Select(static text => text.ToStringUtf8()).ToArray());
        }

        double[] values = proto.RawData.Length > 0 ? FromBytes(proto, element, count) : FromNumbers(proto, element, count);
        return new Tensor(element, shape, values);
    }

    /// <summary>Part by part, so that nothing but the numbers takes memory.</summary>
    private static double[] FromFile(TensorProto proto, string folder, ElementType element, int count)
    {
        int size = ElementBytes.Size(element);
        if (ExternalData.LengthOf(proto) is { } length)
        {
            CheckCount(proto, length, (long)count * size);
        }

        double[] values = new double[count];
        byte[] bytes = new byte[Part];
        for (int first = 0; first < count; first += Part / size)
        {
            int taken = Math.Min(Part / size, count - first);
            Span<byte> part = bytes.AsSpan(0, taken * size);
            ExternalData.Read(proto, folder, (long)first * size, part);
            ElementBytes.Read(part, element, values.AsSpan(first, taken));
        }

        return values;
    }

    private static double[] FromBytes(TensorProto proto, ElementType element, int count)
    {
        ReadOnlySpan<byte> bytes = proto.RawData.Span;
        int size = ElementBytes.Size(element);
        CheckCount(proto, bytes.Length, (long)count * size);
        return ElementBytes.Read(bytes, element, count);
    }

    private static double[] FromNumbers(TensorProto proto, ElementType element, int count) => element switch
    {
        ElementType.Float32 => Convert(proto, proto.FloatData, count, static value => value),
        ElementType.Float64 => Convert(proto, proto.DoubleData, count, static value => value),
        ElementType.Int64 => Convert(proto, proto.Int64Data, count, static value => value),
        ElementType.UInt32 or ElementType.UInt64 => Convert(proto, proto.Uint64Data, count, static value => value),
        ElementType.Float16 => Convert(proto, proto.Int32Data, count, static value => (double)BitConverter.UInt16BitsToHalf(unchecked((ushort)value))),
        ElementType.BFloat16 => Convert(proto, proto.Int32Data, count, static value => BitConverter.Int32BitsToSingle(value << 16)),
        _ => Convert(proto, proto.Int32Data, count, value => ElementRounding.Round(value, element)),
    };

    private static double[] Convert<T>(TensorProto proto, RepeatedField<T> numbers, int count, Func<T, double> convert)
    {
        CheckCount(proto, numbers.Count, count);
        return numbers.Select(convert).ToArray();
    }

    private static void CheckCount(TensorProto proto, long given, long needed)
    {
        if (given != needed)
        {
            throw new IrException($"tensor '{proto.Name}' of shape [{string.Join(", ", proto.Dims)}] needs {needed} numbers or bytes and has {given}");
        }
    }
}
