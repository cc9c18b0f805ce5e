using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;

namespace PowerSoftmax.Passes.Rewriting;

/// <summary>Removes nodes that no output needs, and weights that no node names.</summary>
public sealed class RemoveDeadCode : IPass
{
    public string Name => "remove-dead-code";

    public Module Run(Module module, PassContext context)
    {
        EquatableArray<Graph> graphs = module.Graphs.Select(graph => DeadCode.Remove(graph, module.Weights)).ToEquatableArray();
        return UsedWeights.Keep(module with { Graphs = graphs });
    }
}
