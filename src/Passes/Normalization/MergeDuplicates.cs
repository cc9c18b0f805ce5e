using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Passes.Rewriting;

namespace PowerSoftmax.Passes.Normalization;

/// <summary>Computes equal ops on equal operands once (common subexpressions). Inputs stay apart.</summary>
public sealed class MergeDuplicates : IPass
{
    public string Name => "merge-duplicates";

    public Module Run(Module module, PassContext context) =>
        module with { Graphs = module.Graphs.Select(graph => Merge(graph, module)).ToEquatableArray() };

    private static Graph Merge(Graph graph, Module module)
    {
        Dictionary<Op, ValueId> seen = [];
        GraphRewriter rewriter = new(graph, module.Weights);
        return rewriter.Run(node =>
        {
            Op op = node.Op.WithInputs(node.Op.Inputs.Select(rewriter.Map).ToEquatableArray());
            if (op is not Input && seen.TryGetValue(op, out ValueId value))
            {
                return value;
            }

            return seen[op] = rewriter.Add(op, node.Name);
        });
    }
}
