using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Tensors;

namespace PowerSoftmax.Passes.Answers;

/// <summary>Proves for every slot that a client decrypts that it is an output, a copy of one, or independent of the model.</summary>
/// <remarks>
/// Whoever has the key reads all slots of an answer. A slot is allowed that equals some output element for all inputs and weights, or
/// that does not change with the weights: zero, a constant of the circuit's text, something of the client's own input. Trusts no layout
/// beyond where the outputs themselves are read. The end of the circuit is looked at first, and more of it only where that proves nothing. Exact arithmetic: noise and encoding errors are beyond it (see docs/security.md).
/// </remarks>
public static class AnswerAnalysis
{
    private const ulong FirstModel = 2;
    private const ulong OtherModel = 3;

    // Nodes at the end that are looked at first: most proofs need no more, and a large circuit takes minutes.
    private const int FirstLength = 8;

    /// <param name="graph">Of the Packed or the Ckks dialect.</param>
    /// <param name="weights">The module's weights, with their values.</param>
    /// <returns>By output, in the graph's order.</returns>
    /// <exception cref="IrException">The graph has ops of another dialect, or weights are not loaded.</exception>
    public static IReadOnlyList<AnswerContents> Run(Graph graph, WeightTable weights)
    {
        DiagonalsTable diagonals = new();
        int[] outputs = [.. graph.Nodes.Where(static node => node.Op is PackedOutput or CkksOutput).Select(static node => node.Id.Index)];
        int latest = outputs.DefaultIfEmpty(graph.Nodes.Count).Min();
        for (int length = FirstLength; ; length *= 4)
        {
            int start = Math.Min(latest, Math.Max(0, graph.Nodes.Count - length));
            IReadOnlyList<AnswerContents> found = Run(graph, weights, diagonals, start);
            if (start == 0 || found.All(static answer => answer.ShowsOutputsOnly))
            {
                return found;
            }
        }
    }

    private static IReadOnlyList<AnswerContents> Run(Graph graph, WeightTable weights, DiagonalsTable diagonals, int start)
    {
        IReadOnlyDictionary<ValueId, ulong[]> first = new SlotFingerprints(weights, FirstModel, diagonals).Run(graph, start);
        IReadOnlyDictionary<ValueId, ulong[]> other = new SlotFingerprints(weights, OtherModel, diagonals).Run(graph, start);
        HashSet<(ulong First, ulong Other)> elements = [];
        foreach (Node node in graph.Nodes.Where(node => first.ContainsKey(node.Id)))
        {
            elements.UnionWith(SlotIndices.Read(LayoutOf(node)).Select(slot => (first[node.Id][slot], other[node.Id][slot])));
        }

        return [.. graph.Nodes.Where(node => first.ContainsKey(node.Id)).Select(node =>
        {
            ulong[] slots = first[node.Id];
            ulong[] changed = other[node.Id];
            return new AnswerContents(TensorOf(node), slots.Length, [.. Enumerable.Range(0, slots.Length).Where(
                slot => slots[slot] != changed[slot] && !elements.Contains((slots[slot], changed[slot])))]);
        })];
    }

    private static Layout LayoutOf(Node node) => node.Op is PackedOutput packed ? packed.Layout : ((CkksOutput)node.Op).Layout;

    private static string TensorOf(Node node) => node.Op is PackedOutput packed ? packed.Tensor : ((CkksOutput)node.Op).Tensor;
}
