using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;

namespace PowerSoftmax.Passes.Check;

/// <summary>The parts of a circuit between its linear layers, inputs and constants: an attention, an activation, a norm.</summary>
internal static class CircuitRegions
{
    /// <summary>A number for each node, the same for nodes that values connect without passing a linear layer.</summary>
    public static int[] Of(Graph circuit)
    {
        int[] parents = [.. Enumerable.Range(0, circuit.Nodes.Count)];
        foreach (Node node in circuit.Nodes.Where(static node => !IsBorder(node.Op)))
        {
            foreach (ValueId input in node.Op.Inputs.Where(input => !IsBorder(circuit[input].Op)))
            {
                parents[Root(parents, node.Id.Index)] = Root(parents, input.Index);
            }
        }

        return [.. parents.Select(parent => Root(parents, parent))];
    }

    private static bool IsBorder(Op op) => op is Linear or Input or Constant;

    private static int Root(int[] parents, int node)
    {
        while (parents[node] != node)
        {
            node = parents[node] = parents[parents[node]];
        }

        return node;
    }
}
