using System.Collections.Generic;
using System.Linq;

namespace PowerSoftmax.Ir.Graphs;

/// <summary>Which values of a graph are read for the last time by each node: when their memory may go.</summary>
public static class LastUses
{
    /// <summary>For every node, the operands that no later node reads and that are not outputs of the graph.</summary>
    public static IReadOnlyList<IReadOnlyList<ValueId>> Of(Graph graph)
    {
        List<ValueId>[] lastUses = graph.Nodes.Select(static _ => new List<ValueId>()).ToArray();
        HashSet<ValueId> seen = new(graph.Outputs.Select(static output => output.Value));
        foreach (Node node in graph.Nodes.Reverse())
        {
            foreach (ValueId input in node.Op.Inputs)
            {
                if (seen.Add(input))
                {
                    lastUses[node.Id.Index].Add(input);
                }
            }
        }

        return lastUses;
    }
}
