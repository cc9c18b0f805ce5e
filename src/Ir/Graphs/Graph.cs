using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Collections;

namespace PowerSoftmax.Ir.Graphs;

/// <summary>A flat, immutable program in SSA form: nodes in an order in which operands come before their users.</summary>
public sealed record Graph(string Name, EquatableArray<Node> Nodes, EquatableArray<GraphOutput> Outputs)
{
    public Node this[ValueId value] => Nodes[value.Index];

    /// <summary>Every node whose op is a <typeparamref name="T"/>, in order.</summary>
    public IEnumerable<(Node Node, T Op)> Ops<T>()
        where T : Op
    {
        foreach (Node node in Nodes)
        {
            if (node.Op is T op)
            {
                yield return (node, op);
            }
        }
    }

    /// <summary>For every value, the nodes that use it (graph outputs are not counted). Cost: one pass over the graph.</summary>
    public IReadOnlyList<IReadOnlyList<Node>> Users()
    {
        List<Node>[] users = Nodes.Select(static _ => new List<Node>()).ToArray();
        foreach (Node node in Nodes)
        {
            foreach (ValueId input in node.Op.Inputs.Distinct())
            {
                users[input.Index].Add(node);
            }
        }

        return users;
    }

    public bool IsOutput(ValueId value) => Outputs.Any(output => output.Value == value);
}
