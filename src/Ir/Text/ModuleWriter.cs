using System.Globalization;
using System.Linq;
using System.Text;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;

namespace PowerSoftmax.Ir.Text;

/// <summary>Writes a module as text (<c>.psir</c>): one line a value, deterministic to the byte, LF line ends.</summary>
public static class ModuleWriter
{
    /// <summary>First line of every file; the number is the format's version.</summary>
    public const string Header = Format + "3";

    /// <summary>What every version begins with.</summary>
    internal const string Format = "psir ";

    public static string Write(Module module)
    {
        StringBuilder text = new();
        text.Append(Header).Append('\n').Append("module ").Append(QuotedText.Write(module.Name)).Append('\n');
        foreach (MetadataEntry entry in module.Metadata)
        {
            text.Append("meta ").Append(QuotedText.Write(entry.Key)).Append(' ').Append(QuotedText.Write(entry.Value)).Append('\n');
        }

        foreach (WeightEntry weight in module.Weights.Entries)
        {
            text.Append("weight ").Append(QuotedText.Write(weight.Name)).Append(" : ")
                .Append(weight.Type.Element).Append(' ').Append(weight.Type.Shape).Append('\n');
        }

        foreach (Graph graph in module.Graphs)
        {
            Append(text, graph);
        }

        return text.ToString();
    }

    /// <summary>Text of one graph.</summary>
    public static string Write(Graph graph)
    {
        StringBuilder text = new();
        Append(text, graph);
        return text.ToString();
    }

    private static void Append(StringBuilder text, Graph graph)
    {
        text.Append("graph ").Append(QuotedText.Write(graph.Name)).Append(" {\n");
        foreach (Node node in graph.Nodes)
        {
            text.Append("  ");
            AppendNode(text, node);
            text.Append('\n');
        }

        foreach (GraphOutput output in graph.Outputs)
        {
            text.Append("  return ").Append(QuotedText.Write(output.Name)).Append(' ').Append(output.Value).Append('\n');
        }

        text.Append("}\n");
    }

    private static void AppendNode(StringBuilder text, Node node)
    {
        text.Append(node.Id).Append(" = ").Append(node.Op.Mnemonic);
        text.Append('(').Append(string.Join(", ", node.Op.Inputs.Select(static input => input.ToString()))).Append(')');
        if (node.Op.Attributes.Count > 0)
        {
            text.Append(" {")
                .Append(string.Join(", ", node.Op.Attributes.Select(static attribute => attribute.Name + " = " + attribute.Value.ToText())))
                .Append('}');
        }

        text.Append(" : ").Append(node.Type.ToText()).Append(' ').Append(QuotedText.Write(node.Name));
    }
}
