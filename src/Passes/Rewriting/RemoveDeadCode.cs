using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Text;

namespace PowerSoftmax.Passes.Rewriting;

/// <summary>Removes nodes that no output needs, and weights that no node names.</summary>
public sealed class RemoveDeadCode : IPass
{
    public string Name => "remove-dead-code";

    public Module Run(Module module, PassContext context)
    {
        EquatableArray<Graph> graphs = module.Graphs.Select(graph => DeadCode.Remove(graph, module.Weights)).ToEquatableArray();
        HashSet<string> named = [.. graphs.SelectMany(static graph => graph.Nodes).SelectMany(static node => node.Op.Attributes)
            .Select(static attribute => attribute.Value).OfType<TextAttribute>().Select(static text => text.Value)];
        return module with { Graphs = graphs, Weights = module.Weights.Only(named) };
    }
}
