using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Passes.Rewriting;
using PowerSoftmax.Passes.Layouts;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>Lowers a circuit of any shape from tensors to slots: rows of tokens on top, values in as many ciphertexts as they need.</summary>
public static class LowerToRows
{
    /// <param name="module">A module whose circuit is in the normal form of contractions, its functions polynomials.</param>
    /// <param name="slots">Slots of a ciphertext, a power of two.</param>
    /// <param name="hasConjugation">Whether there may be a key for conjugation, so that ciphertexts go in pairs.</param>
    /// <returns>The module with a Packed circuit, or the refusal of a node.</returns>
    public static LayoutResult Try(Module module, int slots, bool hasConjugation = true) => LayoutResult.Of(() => Run(module, slots, hasConjugation));

    /// <inheritdoc cref="Try"/>
    /// <exception cref="DiagnosticException">A node has no lowering (PSM3015), or the rows do not fit the slots (PSM3002).</exception>
    public static Module Run(Module module, int slots, bool hasConjugation = true)
    {
        Graph source = module.Find(ModuleKeys.Circuit) ?? throw new IrException($"module '{module.Name}' has no graph '{ModuleKeys.Circuit}'");
        RowLowering lowering = LayoutException.At(source.Nodes[0], () => new RowLowering(source, module.Weights, slots, hasConjugation));
        foreach (Node node in lowering.Source.Nodes.Where(static node => node.Op is not (Input or Constant)))
        {
            lowering.Define(node.Id, LayoutException.At(source[node.Id], () => Lower(lowering, node)));
        }

        foreach (GraphOutput output in source.Outputs)
        {
            LayoutException.At(source[output.Value], () => Emit(lowering, output));
        }

        return module.With(DeadCode.Remove(lowering.Builder.Build(), lowering.Builder.Weights), lowering.Builder.Weights);
    }

    private static RowValue Lower(RowLowering lowering, Node node)
    {
        if (!RowKernels.Table.TryGetValue(node.Op.GetType(), out RowKernels.Kernel? kernel))
        {
            throw LayoutException.NotLaidOut("there is no kernel for it. Write it as a linear layer, or move it before the first or after the last layer with weights, where the client computes it.");
        }

        RowValue value = kernel(lowering, node);
        int missing = lowering.ShapeOf(node.Id).Rank - value.Axes.Count;
        return missing > 0 ? value.WithAxes([.. Enumerable.Repeat<IReadOnlyList<string>>([], missing), .. value.Axes]) : value;
    }

    private static ValueId Emit(RowLowering lowering, GraphOutput output)
    {
        RowValue value = lowering[output.Value];
        ValueId emitted = lowering.Builder.Add(new PackedOutput(value.Value, output.Name, value.Layout, lowering.ShapeOf(output.Value)), output.Name);
        lowering.Builder.Output(output.Name, emitted);
        return emitted;
    }
}
