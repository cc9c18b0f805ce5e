using Google.Protobuf.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Onnx.Wire;

namespace PowerSoftmax.Onnx.Models;

/// <summary>Turns the tensors of a file into <see cref="Tensor"/>.</summary>
internal static class TensorDecoder
{
    /// <exception cref="IrException">The element type is not supported, or the data do not fill the shape.</exception>
    public static Tensor Decode(TensorProto proto)
    {
        ElementType element = ElementTypes.Find(proto.DataType)
            ?? throw new IrException($"tensor '{proto.Name}' has elements of type {ElementTypes.Name(proto.DataType)}, which are not supported");
        Shape shape = TensorShapes.FromDimensions(proto.Dims);
        int count = (int)shape.Count;
        if (proto.DataLocation != 0)
        {
            throw new IrException($"tensor '{proto.Name}' keeps its data outside the file");
        }

        if (element == ElementType.String)
        {
            CheckCount(proto, proto.StringData.Count, count);
            return new Tensor(shape, proto.StringData.Select(static text => text.ToStringUtf8()).ToArray());
        }

        double[] values = proto.RawData.Length > 0 ? FromBytes(proto, element, count) : FromNumbers(proto, element, count);
        return new Tensor(element, shape, values);
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
