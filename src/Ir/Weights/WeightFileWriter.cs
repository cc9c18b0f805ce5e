using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;

namespace PowerSoftmax.Ir.Weights;

/// <summary>Writes weight files from the first byte to the last; no more than a chunk of one is in memory.</summary>
/// <remarks>The hash in the header is of what follows it, so that is made twice.</remarks>
internal static class WeightFileWriter
{
    private const int ChunkLength = 1 << 14;

    public static void Write(WeightTable weights, Stream stream)
    {
        byte[] hash = Hash(contents => WriteContents(weights, contents));
        using BinaryWriter writer = new(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(WeightFile.Magic);
        writer.Write(WeightFile.Version);
        writer.Write(hash);
        writer.Flush();
        WriteContents(weights, stream);
    }

    /// <summary>SHA-256 of what is written.</summary>
    public static byte[] Hash(Action<Stream> write)
    {
        using SHA256 sha = SHA256.Create();
        using (CryptoStream stream = new(Stream.Null, sha, CryptoStreamMode.Write))
        {
            write(stream);
        }

        return sha.Hash!;
    }

    private static void WriteContents(WeightTable weights, Stream stream)
    {
        using BinaryWriter writer = new(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(weights.Entries.Count);
        foreach (WeightEntry entry in weights.Entries)
        {
            WriteEntry(writer, entry.Name, weights.Data(entry.Name));
        }
    }

    private static void WriteEntry(BinaryWriter writer, string name, Tensor tensor)
    {
        byte[] nameBytes = Encoding.UTF8.GetBytes(name);
        if (tensor.Strings is not null || nameBytes.Length > ushort.MaxValue || tensor.Shape.Rank > byte.MaxValue)
        {
            throw new IrException($"weight '{name}' cannot be stored: strings, names beyond 65535 bytes and ranks beyond 255 are not supported");
        }

        writer.Write((ushort)nameBytes.Length);
        writer.Write(nameBytes);
        writer.Write((byte)tensor.Type.Element);
        writer.Write((byte)tensor.Shape.Rank);
        foreach (int size in tensor.Shape.Dimensions)
        {
            writer.Write(size);
        }

        WriteValues(writer, tensor.Values);
    }

    private static void WriteValues(BinaryWriter writer, double[] values)
    {
        if (!BitConverter.IsLittleEndian)
        {
            throw new NotSupportedException("weight files are little-endian, this machine is not");
        }

        bool single = values.All(static value => double.IsNaN(value) || (float)value == value);
        int width = single ? sizeof(float) : sizeof(double);
        writer.Write((byte)width);
        Array chunk = single ? new float[ChunkLength] : new double[ChunkLength];
        byte[] bytes = new byte[ChunkLength * width];
        for (int first = 0; first < values.Length; first += ChunkLength)
        {
            int count = Math.Min(ChunkLength, values.Length - first);
            Copy(values, first, chunk, count);
            Buffer.BlockCopy(chunk, 0, bytes, 0, count * width);
            writer.Write(bytes, 0, count * width);
        }
    }

    private static void Copy(double[] values, int first, Array chunk, int count)
    {
        if (chunk is not float[] singles)
        {
            Array.Copy(values, first, chunk, 0, count);
            return;
        }

        for (int i = 0; i < count; i++)
        {
            singles[i] = (float)values[first + i];
        }
    }
}
