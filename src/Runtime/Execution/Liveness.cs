using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Runtime.Execution;

/// <summary>Which values of a graph are read for the last time by each node.</summary>
public static class Liveness
{
    /// <summary>For every node, the operands that no later node reads and that are not outputs of the graph.</summary>
    public static IReadOnlyList<IReadOnlyList<ValueId>> LastUses(Graph graph)
    {
        List<ValueId>[] lastUses = [.. graph.Nodes.Select(static _ => new List<ValueId>())];
        HashSet<ValueId> seen = [.. graph.Outputs.Select(static output => output.Value)];
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
