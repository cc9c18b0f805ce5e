using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Passes.Rewriting;

/// <summary>Gives every node of a graph a name of its own: where passes made several nodes of one, the later ones get a number.</summary>
public sealed class NameNodesApart : IPass
{
    public string Name => "name-nodes-apart";

    public Module Run(Module module, PassContext context) =>
        module with { Graphs = module.Graphs.Select(static graph => graph with { Nodes = Apart(graph.Nodes) }).ToEquatableArray() };

    private static EquatableArray<Node> Apart(EquatableArray<Node> nodes)
    {
        HashSet<string> taken = [];
        return nodes.Select(node =>
        {
            string name = node.Name;
            for (int number = 2; !taken.Add(name); number++)
            {
                name = $"{node.Name}.{number}";
            }

            return node with { Name = name };
        }).ToEquatableArray();
    }
}
