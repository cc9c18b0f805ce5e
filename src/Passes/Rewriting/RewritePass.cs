using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;

namespace PowerSoftmax.Passes.Rewriting;

/// <summary>A pass that replaces nodes one at a time, in order, in every graph it accepts.</summary>
public abstract class RewritePass : IPass
{
    public abstract string Name { get; }

    /// <summary>Whether the pass runs again until nothing changes. Every round must make the graph simpler.</summary>
    protected virtual bool Repeats => false;

    public Module Run(Module module, PassContext context)
    {
        for (int round = 0; ; round++)
        {
            Module next = RunOnce(module, context);
            if (!Repeats || next == module || round > module.Graphs.Sum(static graph => graph.Nodes.Count))
            {
                return next;
            }

            module = next;
        }
    }

    protected virtual bool Accepts(Graph graph) => true;

    /// <summary>The node's new value, or null to keep the node.</summary>
    protected abstract ValueId? Rewrite(Node node, GraphRewriter rewriter, PassContext context);

    private Module RunOnce(Module module, PassContext context)
    {
        WeightTable weights = module.Weights;
        List<Graph> graphs = [];
        foreach (Graph graph in module.Graphs)
        {
            if (!Accepts(graph))
            {
                graphs.Add(graph);
                continue;
            }

            GraphRewriter rewriter = new(graph, weights);
            graphs.Add(rewriter.Run(node => Rewrite(node, rewriter, context)));
            weights = rewriter.Weights;
        }

        // What a rule replaced is let go: a long chain would hold every step of its folding.
        Module next = module with { Graphs = graphs.ToEquatableArray(), Weights = weights };
        return ReferenceEquals(weights, module.Weights) ? next : UsedWeights.Keep(next);
    }
}
