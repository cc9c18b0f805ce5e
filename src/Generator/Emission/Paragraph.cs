using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Generator.Emission;

/// <summary>Consecutive operations that stand for one node of the model, or for one role of it.</summary>
/// <param name="Path">The node; its steps are those of the last operation.</param>
/// <param name="Nodes">The operations; the last one makes the node's value.</param>
internal sealed record Paragraph(NodePath Path, IReadOnlyList<Node> Nodes)
{
    /// <summary>What the paragraph is about.</summary>
    public string Title => Path.Role.Length == 0 ? Path.Model : $"{Path.Model}: {Path.Role}";

    /// <summary>Whether the node only brings another value to a level; it belongs to the operation that needs it there.</summary>
    public static bool IsMatch(Node node) => node.Op is CkksMatchLevel;

    /// <summary>Splits operations, in their order.</summary>
    public static IReadOnlyList<Paragraph> Split(IReadOnlyList<Node> operations)
    {
        List<Paragraph> paragraphs = new();
        List<Node> current = new();
        for (int i = 0; i < operations.Count; i++)
        {
            current.Add(operations[i]);
            if (i + 1 == operations.Count || !Continues(operations, i))
            {
                paragraphs.Add(new Paragraph(NodePath.Parse(operations[i].Name), current));
                current = new List<Node>();
            }
        }

        return paragraphs;
    }

    private static bool Continues(IReadOnlyList<Node> operations, int index)
    {
        NodePath next = Owner(operations, index + 1);
        NodePath own = Owner(operations, index);
        return own.Model == next.Model && own.Role == next.Role;
    }

    private static NodePath Owner(IReadOnlyList<Node> operations, int index)
    {
        while (index + 1 < operations.Count && IsMatch(operations[index]))
        {
            index++;
        }

        return NodePath.Parse(operations[index].Name);
    }
}
