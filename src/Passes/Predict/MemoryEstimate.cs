using PowerSoftmax.Ir.Bootstrapping;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Rules.Ckks;

namespace PowerSoftmax.Passes.Predict;

/// <summary>Bytes of the ciphertexts alive at each node, freed after their last use, with what the op needs to work.</summary>
/// <param name="parameters">Of the circuit.</param>
/// <param name="counts">Of its linear maps.</param>
/// <param name="bootstrapping">What its bootstraps do; null where there are none.</param>
public sealed class MemoryEstimate(CkksParameterSet parameters, MatrixProductCounts counts, BootstrappingSet? bootstrapping = null)
{
    private readonly CkksMemory memory = new(parameters, counts, bootstrapping);

    /// <summary>By node, in order.</summary>
    /// <exception cref="IrException">An op has no rules.</exception>
    public IReadOnlyList<long> Run(Graph graph)
    {
        IReadOnlyList<IReadOnlyList<ValueId>> lastUses = LastUses.Of(graph);
        SharedCiphertexts ciphertexts = new();
        List<long> bytes = [];
        long live = 0;
        foreach (Node node in graph.Nodes)
        {
            CiphertextType type = (CiphertextType)node.Type;
            live += ciphertexts.Make(node, type.Count) * BytesOfOne(type);
            bytes.Add(live + CkksRules.Of(node).WorkingBytes(CkksPlace.Of(graph, node), memory));
            live -= lastUses[node.Id.Index].Sum(value => ciphertexts.Free(value) * BytesOfOne((CiphertextType)graph[value].Type));
        }

        return bytes;
    }

    /// <summary>Of all ciphertexts of a bundle.</summary>
    public long BytesOf(CiphertextType type) => type.Count * BytesOfOne(type);

    private long BytesOfOne(CiphertextType type) => (type.Degree + 1L) * memory.Limbs(type.Level.LimbCount);
}
