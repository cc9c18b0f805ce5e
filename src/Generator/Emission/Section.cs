using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Generator.Emission;

/// <summary>Consecutive operations of one layer.</summary>
/// <param name="Group">The layer, see <see cref="NodePath.Group"/>; empty for operations outside of any.</param>
/// <param name="Paragraphs">At least one.</param>
internal sealed record Section(string Group, IReadOnlyList<Paragraph> Paragraphs)
{
    /// <summary>Fewer operations than this stay in <c>Run</c>; a method for them would be more to read, not less.</summary>
    private const int ShortestMethod = 4;

    public IEnumerable<Node> Nodes => Paragraphs.SelectMany(static paragraph => paragraph.Nodes);

    public bool IsMethod => Group.Length > 0 && Nodes.Count() >= ShortestMethod;

    /// <summary>Values made before the section that it uses, in the order they are made.</summary>
    public IReadOnlyList<ValueId> Parameters => Nodes
        .SelectMany(static node => node.Op.Inputs)
        .Where(input => input.Index < First.Index || Nodes.All(node => node.Id != input))
        .Distinct()
        .OrderBy(static value => value.Index)
        .ToList();

    private ValueId First => Paragraphs[0].Nodes[0].Id;

    private ValueId Last => Nodes.Last().Id;

    /// <summary>Values the section makes for later ones.</summary>
    public IReadOnlyList<ValueId> Results(Liveness liveness) =>
        Nodes.Select(static node => node.Id).Where(value => liveness.IsNeededAfter(value, Last)).ToList();

    /// <summary>Splits the operations of a circuit, in their order.</summary>
    public static IReadOnlyList<Section> Split(IReadOnlyList<Node> operations)
    {
        List<Section> sections = new();
        foreach (Paragraph paragraph in Paragraph.Split(operations))
        {
            string group = paragraph.Path.Group;
            if (sections.Count > 0 && sections[sections.Count - 1].Group == group)
            {
                Section last = sections[sections.Count - 1];
                sections[sections.Count - 1] = last with { Paragraphs = last.Paragraphs.Append(paragraph).ToList() };
            }
            else
            {
                sections.Add(new Section(group, [paragraph]));
            }
        }

        return sections;
    }
}
