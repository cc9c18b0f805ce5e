using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Generator.Emission;

/// <summary>Where each value of a circuit is used for the last time.</summary>
internal sealed class Liveness
{
    private const int Never = -1;
    private const int AfterTheEnd = int.MaxValue;

    private readonly Graph graph;
    private readonly int[] lastUse;

    private Liveness(Graph graph, int[] lastUse)
    {
        this.graph = graph;
        this.lastUse = lastUse;
    }

    public static Liveness Of(Graph graph)
    {
        int[] lastUse = Enumerable.Repeat(Never, graph.Nodes.Count).ToArray();
        foreach (Node node in graph.Nodes)
        {
            foreach (ValueId input in node.Op.Inputs)
            {
                lastUse[input.Index] = node.Op is CkksOutput || lastUse[input.Index] == AfterTheEnd ? AfterTheEnd : node.Id.Index;
            }
        }

        return new Liveness(graph, lastUse);
    }

    /// <summary>Whether anything after the node at this position needs the value.</summary>
    public bool IsNeededAfter(ValueId value, ValueId position) => lastUse[value.Index] > position.Index;

    /// <summary>The values to free once the node has run: its operands used for the last time, or its result when nobody uses it.</summary>
    /// <remarks>Inputs belong to the session and what is handed out to the caller; neither is freed here.</remarks>
    public IEnumerable<ValueId> FreedAfter(Node node) => node.Op.Inputs
        .Distinct()
        .Where(input => lastUse[input.Index] == node.Id.Index && graph[input].Op is not CkksInput)
        .Concat(lastUse[node.Id.Index] == Never ? [node.Id] : Enumerable.Empty<ValueId>());
}
