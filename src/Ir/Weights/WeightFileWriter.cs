using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;

namespace PowerSoftmax.Ir.Weights;

/// <summary>Writes weight files.</summary>
internal static class WeightFileWriter
{
    public static byte[] Write(WeightTable weights)
    {
        byte[] contents = Contents(weights);
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        using SHA256 sha = SHA256.Create();
        writer.Write(WeightFile.Magic);
        writer.Write(WeightFile.Version);
        writer.Write(sha.ComputeHash(contents));
        writer.Write(contents);
        writer.Flush();
        return stream.ToArray();
    }

    private static byte[] Contents(WeightTable weights)
    {
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        writer.Write(weights.Entries.Count);
        foreach (WeightEntry entry in weights.Entries)
        {
            WriteEntry(writer, entry.Name, weights.Data(entry.Name));
        }

        writer.Flush();
        return stream.ToArray();
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
        bool single = values.All(static value => double.IsNaN(value) || (float)value == value);
        writer.Write(single ? (byte)sizeof(float) : (byte)sizeof(double));
        foreach (double value in values)
        {
            if (single)
            {
                writer.Write((float)value);
            }
            else
            {
                writer.Write(value);
            }
        }
    }
}
