using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Text;

namespace PowerSoftmax.Passes.Rewriting;

/// <summary>Leaves out the weights that no op names any more.</summary>
public static class UsedWeights
{
    public static Module Keep(Module module)
    {
        HashSet<string> used = [.. module.Graphs.SelectMany(static graph => graph.Nodes)
            .SelectMany(static node => node.Op.Attributes)
            .Select(static attribute => attribute.Value)
            .OfType<TextAttribute>()
            .Select(static text => text.Value)];
        return module with { Weights = module.Weights.Only(used) };
    }
}
