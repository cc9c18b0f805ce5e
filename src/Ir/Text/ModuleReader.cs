using System;
using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.Text;

/// <summary>Reads a module from text. Types are read as written; <see cref="GraphVerifier"/> proves them.</summary>
public static class ModuleReader
{
    /// <exception cref="IrException">The text is not a module; the message gives line and column.</exception>
    public static Module Read(string text)
    {
        TextCursor cursor = new(text);
        if (!cursor.TryTake(ModuleWriter.Header))
        {
            throw cursor.Error(cursor.TryTake(ModuleWriter.Format)
                ? $"the circuit was compiled by another version; this one reads '{ModuleWriter.Header}'; compile the model again"
                : $"not a circuit file: it must begin with '{ModuleWriter.Header}'");
        }

        cursor.Expect("module");
        string name = cursor.Quoted();
        List<MetadataEntry> metadata = new();
        while (cursor.TryTake("meta "))
        {
            metadata.Add(new MetadataEntry(cursor.Quoted(), cursor.Quoted()));
        }

        WeightTable weights = WeightTable.Empty;
        while (cursor.TryTake("weight "))
        {
            string weight = cursor.Quoted();
            cursor.Expect(":");
            weights = weights.WithType(weight, TypeReader.Tensor(cursor));
        }

        List<Graph> graphs = new();
        while (!cursor.AtEnd)
        {
            graphs.Add(ReadGraph(cursor));
        }

        return new Module(name, metadata.ToEquatableArray(), graphs.ToEquatableArray(), weights);
    }

    /// <summary>Reads one graph.</summary>
    public static Graph ReadGraph(TextCursor cursor)
    {
        cursor.Expect("graph");
        string name = cursor.Quoted();
        cursor.Expect("{");
        List<Node> nodes = new();
        List<GraphOutput> outputs = new();
        while (!cursor.TryTake("}"))
        {
            if (cursor.TryTake("return"))
            {
                outputs.Add(new GraphOutput(cursor.Quoted(), ReadValue(cursor, nodes.Count)));
            }
            else
            {
                nodes.Add(ReadNode(cursor, nodes.Count));
            }
        }

        return new Graph(name, nodes.ToEquatableArray(), outputs.ToEquatableArray());
    }

    private static Node ReadNode(TextCursor cursor, int index)
    {
        cursor.Expect("%");
        if (cursor.Int32() != index)
        {
            throw cursor.Error($"values are numbered in order; expected %{index}");
        }

        cursor.Expect("=");
        string mnemonic = cursor.Word();
        EquatableArray<ValueId> inputs = ReadInputs(cursor, index);
        OpArguments arguments = new(mnemonic, inputs, ReadAttributes(cursor));
        Op op;
        try
        {
            op = OpTable.All.Create(arguments);
        }
        catch (Exception error) when (error is IrException or FormatException or OverflowException or ArgumentException)
        {
            // Series, layouts and shapes refuse bad values in their own words; here every one of them is bad text.
            throw cursor.Error(error.Message);
        }

        cursor.Expect(":");
        IrType type = TypeReader.Read(cursor);
        return new Node(new ValueId(index), op, type, cursor.Quoted());
    }

    private static EquatableArray<ValueId> ReadInputs(TextCursor cursor, int limit)
    {
        List<ValueId> inputs = new();
        cursor.Expect("(");
        while (!cursor.TryTake(")"))
        {
            inputs.Add(ReadValue(cursor, limit));
            cursor.TryTake(",");
        }

        return inputs.ToEquatableArray();
    }

    private static ValueId ReadValue(TextCursor cursor, int limit)
    {
        cursor.Expect("%");
        int index = cursor.Int32();
        return index >= 0 && index < limit ? new ValueId(index) : throw cursor.Error($"%{index} is not defined here");
    }

    private static List<OpAttribute> ReadAttributes(TextCursor cursor)
    {
        List<OpAttribute> attributes = new();
        if (!cursor.TryTake("{"))
        {
            return attributes;
        }

        while (!cursor.TryTake("}"))
        {
            string name = cursor.Word();
            cursor.Expect("=");
            attributes.Add(new OpAttribute(name, AttributeReader.Read(cursor)));
            cursor.TryTake(",");
        }

        return attributes;
    }
}
