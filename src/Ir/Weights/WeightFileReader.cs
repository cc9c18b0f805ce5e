using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.Weights;

/// <summary>Reads weight files. Every length is checked against the bytes that are there before it is used.</summary>
internal sealed class WeightFileReader
{
    private readonly byte[] file;
    private readonly BinaryReader reader;

    public WeightFileReader(byte[] file)
    {
        this.file = file;
        reader = new BinaryReader(new MemoryStream(file, writable: false));
    }

    private long Remaining => file.Length - reader.BaseStream.Position;

    public WeightTable Read(WeightTable declared)
    {
        CheckHeader();
        Need(sizeof(int), "number of weights");
        int count = reader.ReadInt32();
        if (count != declared.Entries.Count)
        {
            throw new IrException($"the weight file holds {count} weights, the circuit names {declared.Entries.Count}");
        }

        List<KeyValuePair<string, Tensor>> weights = new();
        foreach (WeightEntry entry in declared.Entries)
        {
            weights.Add(new KeyValuePair<string, Tensor>(entry.Name, ReadEntry(entry)));
        }

        return Remaining == 0
            ? declared.WithMany(weights)
            : throw new IrException($"{Remaining} bytes follow the last weight");
    }

    private void CheckHeader()
    {
        Need(WeightFile.HeaderLength, "header");
        if (!reader.ReadBytes(WeightFile.Magic.Length).SequenceEqual(WeightFile.Magic))
        {
            throw new IrException("not a weight file: it does not begin with 'PSMW'");
        }

        uint version = reader.ReadUInt32();
        if (version != WeightFile.Version)
        {
            throw new IrException($"the weight file has version {version}, this program reads version {WeightFile.Version}");
        }

        byte[] expected = reader.ReadBytes(32);
        using SHA256 sha = SHA256.Create();
        if (!sha.ComputeHash(file, WeightFile.HeaderLength, file.Length - WeightFile.HeaderLength).SequenceEqual(expected))
        {
            throw new IrException("the weight file is altered or truncated: its contents do not have the SHA-256 in its header");
        }
    }

    private Tensor ReadEntry(WeightEntry declared)
    {
        Need(sizeof(ushort), $"name of weight '{declared.Name}'");
        int nameLength = reader.ReadUInt16();
        Need(nameLength, $"name of weight '{declared.Name}'");
        string name = Encoding.UTF8.GetString(reader.ReadBytes(nameLength));
        if (name != declared.Name)
        {
            throw new IrException($"the weight file holds '{name}' where the circuit names '{declared.Name}'");
        }

        TensorType type = ReadType(name);
        if (type != declared.Type)
        {
            throw new IrException($"weight '{name}' is {type.ToText()} in the weight file and {declared.Type.ToText()} in the circuit");
        }

        return new Tensor(type.Element, type.Shape, ReadValues(name, type.Shape.Count));
    }

    private TensorType ReadType(string name)
    {
        Need(2, $"type of weight '{name}'");
        ElementType element = (ElementType)reader.ReadByte();
        int rank = reader.ReadByte();
        Need(rank * (long)sizeof(int), $"shape of weight '{name}'");
        int[] dimensions = new int[rank];
        for (int axis = 0; axis < rank; axis++)
        {
            dimensions[axis] = reader.ReadInt32();
        }

        return new TensorType(element, Shape.From(dimensions));
    }

    private double[] ReadValues(string name, long count)
    {
        Need(1, $"values of weight '{name}'");
        int width = reader.ReadByte();
        if (width is not (sizeof(float) or sizeof(double)))
        {
            throw new IrException($"the values of weight '{name}' take {width} bytes each; 4 and 8 are known");
        }

        // Count comes from the circuit's text, so it is bounded by a division: a product could overflow.
        if (count < 0 || count > Remaining / width)
        {
            throw new IrException($"the weight file ends inside the values of weight '{name}'");
        }

        double[] values = new double[count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = width == sizeof(float) ? reader.ReadSingle() : reader.ReadDouble();
        }

        return values;
    }

    private void Need(long bytes, string what)
    {
        if (Remaining < bytes)
        {
            throw new IrException($"the weight file is truncated: {bytes} bytes are needed for its {what}, {Math.Max(0, Remaining)} are left");
        }
    }
}
