using System.Buffers.Binary;
using System.Text;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Onnx.Models;

namespace PowerSoftmax.Onnx.Samples;

/// <summary>Reads one .npy array.</summary>
internal static class NpyReader
{
    private const int ChunkBytes = 1 << 20;

    /// <summary>Reads an array to the end of its stream and takes its bytes off the budget.</summary>
    /// <exception cref="InvalidDataException">It is not an array of a supported type, or larger than the budget.</exception>
    /// <exception cref="EndOfStreamException">It ends early.</exception>
    public static Tensor Read(Stream source, ref long budget)
    {
        NpyHeader header = NpyHeader.Parse(ReadHeader(source));
        Shape shape = ShapeOf(header);
        long length = shape.Count * ElementBytes.Size(header.Element);
        if (length > budget)
        {
            throw new InvalidDataException($"shape {shape} is larger than the {budget} bytes that may still be read");
        }

        budget -= length;
        byte[] bytes = ReadData(source, length);
        double[] values = ElementBytes.Read(bytes, header.Element, (int)shape.Count);
        return new Tensor(header.Element, shape, header.ColumnMajor ? ToRowMajor(values, shape) : values);
    }

    private static string ReadHeader(Stream source)
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

    // The header may claim more than the file holds: memory grows with the bytes that really come.
    private static byte[] ReadData(Stream source, long length)
    {
        using MemoryStream data = new();
        byte[] chunk = new byte[Math.Min(ChunkBytes, Math.Max(1, length))];
        while (data.Length < length)
        {
            int count = (int)Math.Min(chunk.Length, length - data.Length);
            source.ReadExactly(chunk, 0, count);
            data.Write(chunk, 0, count);
        }

        return source.ReadByte() < 0 ? data.ToArray() : throw new InvalidDataException("it goes on after its last element");
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
