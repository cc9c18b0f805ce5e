using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;

namespace PowerSoftmax.Passes.Rewriting;

/// <summary>Removes nodes that no output needs.</summary>
public static class DeadCode
{
    /// <param name="graph">The graph.</param>
    /// <param name="weights">The module's.</param>
    /// <param name="keepsInputs">Whether inputs stay all the same: they are the graph's public face.</param>
    public static Graph Remove(Graph graph, WeightTable weights, bool keepsInputs = true)
    {
        bool[] live = Live(graph, keepsInputs);
        if (live.All(static needed => needed))
        {
            return graph;
        }

        GraphBuilder builder = new(graph.Name, weights);
        ValueId[] map = new ValueId[graph.Nodes.Count];
        foreach (Node node in graph.Nodes.Where(node => live[node.Id.Index]))
        {
            map[node.Id.Index] = builder.Add(node.Op.WithInputs(node.Op.Inputs.Select(input => map[input.Index]).ToEquatableArray()), node.Name);
        }

        foreach (GraphOutput output in graph.Outputs)
        {
            builder.Output(output.Name, map[output.Value.Index]);
        }

        return builder.Build();
    }

    private static bool[] Live(Graph graph, bool keepsInputs)
    {
        bool[] live = new bool[graph.Nodes.Count];
        foreach (GraphOutput output in graph.Outputs)
        {
            live[output.Value.Index] = true;
        }

        for (int index = graph.Nodes.Count - 1; index >= 0; index--)
        {
            live[index] |= keepsInputs && graph.Nodes[index].Op is Input;
            foreach (ValueId input in graph.Nodes[index].Op.Inputs.Where(_ => live[index]))
            {
                live[input.Index] = true;
            }
        }

        return live;
    }
}
