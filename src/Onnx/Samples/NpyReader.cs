using System.Buffers.Binary;
using System.Text;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Onnx.Models;

namespace PowerSoftmax.Onnx.Samples;

/// <summary>Reads one .npy array.</summary>
internal static class NpyReader
{
    private const int ChunkElements = 1 << 16;

    /// <summary>Reads an array to the end of its stream, after its memory has been taken off the budget.</summary>
    /// <exception cref="InvalidDataException">It is not an array of a supported type.</exception>
    /// <exception cref="EndOfStreamException">It ends early.</exception>
    /// <exception cref="DiagnosticException">PSM1020: it is larger than the budget.</exception>
    public static Tensor Read(Stream source, ArrayBudget budget)
    {
        NpyHeader header = NpyHeader.Parse(ReadHeader(source, budget));
        Shape shape = ShapeOf(header);
        int copies = header.ColumnMajor ? 2 : 1;
        budget.Take(copies * shape.Count * sizeof(double));
        double[] values = ReadValues(source, header.Element, (int)shape.Count);
        return new Tensor(header.Element, shape, header.ColumnMajor ? ToRowMajor(values, shape) : values);
    }

    private static string ReadHeader(Stream source, ArrayBudget budget)
    {
        byte[] start = new byte[8];
        source.ReadExactly(start);
        int major = start[6];
        if (!start.AsSpan(0, 6).SequenceEqual(NpyFormat.Magic) || major is < 1 or > 3)
        {
            throw new InvalidDataException("it is not a .npy array of format version 1, 2 or 3");
        }

        byte[] size = new byte[major == 1 ? 2 : 4];
        source.ReadExactly(size);
        uint length = major == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(size) : BinaryPrimitives.ReadUInt32LittleEndian(size);
        if (length > NpyFormat.MaxHeaderBytes)
        {
            throw new InvalidDataException($"its header claims {length} bytes; at most {NpyFormat.MaxHeaderBytes} are read");
        }

        budget.Take(length);
        byte[] header = new byte[length];
        source.ReadExactly(header);
        return Encoding.UTF8.GetString(header);
    }

    private static Shape ShapeOf(NpyHeader header)
    {
        try
        {
            return TensorShapes.FromDimensions(header.Dimensions);
        }
        catch (IrException error)
        {
            throw new InvalidDataException(error.Message, error);
        }
    }

    private static double[] ReadValues(Stream source, ElementType element, int count)
    {
        int size = ElementBytes.Size(element);
        double[] values = new double[count];
        byte[] chunk = new byte[Math.Min(ChunkElements, Math.Max(1, count)) * size];
        for (int start = 0; start < count; start += ChunkElements)
        {
            int some = Math.Min(ChunkElements, count - start);
            Span<byte> bytes = chunk.AsSpan(0, some * size);
            source.ReadExactly(bytes);
            ElementBytes.Read(bytes, element, values.AsSpan(start, some));
        }

        return source.ReadByte() < 0 ? values : throw new InvalidDataException("it goes on after its last element");
    }

    private static double[] ToRowMajor(double[] values, Shape shape)
    {
        double[] result = new double[values.Length];
        int[] strides = shape.Strides();
        for (int i = 0; i < values.Length; i++)
        {
            int rest = i;
            int target = 0;
            for (int axis = 0; axis < shape.Rank; axis++)
            {
                target += rest % shape[axis] * strides[axis];
                rest /= shape[axis];
            }

            result[target] = values[i];
        }

        return result;
    }
}
