using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Generator.Emission;

/// <summary>What the values of a circuit would like to be called, after the ONNX nodes they come from.</summary>
internal sealed class ValueNames
{
    private readonly Dictionary<ValueId, (string Group, string Name)> names = new();
    // Values that are another one at a different level are called after it.
    private readonly Dictionary<ValueId, Node> copies = new();

    /// <param name="inputs">Nodes of the circuit's inputs.</param>
    /// <param name="sections">All other nodes but the outputs.</param>
    public ValueNames(IEnumerable<Node> inputs, IEnumerable<Section> sections)
    {
        foreach (Node input in inputs)
        {
            names[input.Id] = (string.Empty, Identifiers.Camel(input.Name));
        }

        foreach (Section section in sections)
        {
            foreach (Paragraph paragraph in section.Paragraphs)
            {
                Name(section.Group, paragraph);
            }
        }
    }

    /// <summary>The name inside a layer: <c>query</c> in the layer itself, <c>layer0AttentionQuery</c> elsewhere.</summary>
    /// <param name="value">The value.</param>
    /// <param name="group">The layer where the name is used; empty in <c>Run</c>.</param>
    public string In(ValueId value, string group)
    {
        if (copies.TryGetValue(value, out Node? copy))
        {
            string original = In(copy.Op.Inputs[0], group);
            return copy.Op is CkksBootstrap ? original + "Raised" : original + "AtLevel" + ((CiphertextType)copy.Type).Level;
        }

        (string own, string name) = names[value];
        return own == group || own.Length == 0 ? name : Identifiers.Camel(own + "/" + Identifiers.Pascal(name));
    }

    private void Name(string group, Paragraph paragraph)
    {
        string stem = Stem(group, paragraph.Path);
        Node last = paragraph.Nodes[paragraph.Nodes.Count - 1];
        foreach (Node node in paragraph.Nodes)
        {
            if (Paragraph.IsMatch(node) || node.Op is CkksBootstrap)
            {
                copies[node.Id] = node;
            }
            else
            {
                names[node.Id] = (group, node == last ? stem : stem + OperationNames.Of(node.Op).Result);
            }
        }
    }

    private static string Stem(string group, NodePath path)
    {
        int depth = group.Split('/').Length;
        string inner = string.Join("/", path.Directories.Skip(group.Length == 0 ? 0 : depth));
        string word = inner.Length > 0 ? inner : path.Role.Length > 0 ? string.Empty : path.Leaf;
        return Identifiers.Camel(word + "/" + path.Role);
    }
}
