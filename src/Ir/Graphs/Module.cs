using System.Linq;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Tensors;

namespace PowerSoftmax.Ir.Graphs;

/// <summary>A compilation unit: graphs, metadata, and the weights they refer to by name.</summary>
/// <remarks>
/// The text form (<c>.psir</c>) holds graphs and metadata and names each weight with its type; the values live in a side
/// file (<c>.psw</c>) bound by hash. Equality is that of the text form: weights compare by name and type.
/// </remarks>
public sealed record Module(
    string Name,
    EquatableArray<MetadataEntry> Metadata,
    EquatableArray<Graph> Graphs,
    WeightTable Weights)
{
    /// <summary>The graph of that name, or null.</summary>
    public Graph? Find(string graphName) => Graphs.FirstOrDefault(graph => graph.Name == graphName);

    /// <summary>The module with this graph in the place of the one of the same name, and these weights.</summary>
    public Module With(Graph graph, WeightTable weights) =>
        this with { Graphs = Graphs.Select(old => old.Name == graph.Name ? graph : old).ToEquatableArray(), Weights = weights };

    /// <summary>The metadata value under that key, or null.</summary>
    public string? Meta(string key) => Metadata.Where(entry => entry.Key == key).Select(static entry => entry.Value).FirstOrDefault();

    public Module WithMeta(string key, string value) =>
        this with { Metadata = Metadata.Where(entry => entry.Key != key).Append(new MetadataEntry(key, value)).ToEquatableArray() };
}
