using System.Globalization;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Passes.Rewriting;

namespace PowerSoftmax.Passes.Batches;

/// <summary>Makes of the circuit for one input the circuit for many: every value that depends on inputs gets a first axis that counts them.</summary>
/// <remarks>
/// Behind the choice of polynomials, so that what is measured and approximated is that of one input. What the client does stays as it is,
/// for one input at a time. Inputs do not meet: no op sums or reorders along the new axis.
/// </remarks>
internal static class BatchInputs
{
    /// <param name="module">With its circuit in the normal form of contractions.</param>
    /// <param name="size">Inputs of an evaluation; 1 leaves the circuit as it is.</param>
    /// <exception cref="DiagnosticException">PSM3015: a node takes no batch.</exception>
    public static Module Run(Module module, int size) => size == 1
        ? module
        : module.With(Batched(module.Find(ModuleKeys.Circuit)!, module, size), module.Weights)
            .WithMeta(ModuleKeys.Batch, size.ToString(CultureInfo.InvariantCulture));

    private static Graph Batched(Graph circuit, Module module, int size)
    {
        GraphRewriter rewriter = new(circuit, module.Weights);
        HashSet<ValueId> batched = [];

        return rewriter.Run(node =>
        {
            if (node.Op is Input input)
            {
                batched.Add(node.Id);
                return rewriter.Add(input with { Type = input.Type with { Shape = TensorBatch.ShapeOf(input.Type.Shape, size) } }, node.Name);
            }

            if (!node.Op.Inputs.Any(batched.Contains))
            {
                return null;
            }

            batched.Add(node.Id);
            return rewriter.Add(BatchedOps.Of(rewriter, node, batched), node.Name);
        });
    }
}
