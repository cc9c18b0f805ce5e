using System;
using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.Tensors;

/// <summary>Immutable table of named weights, ordered by name. Equality compares names and types, not data.</summary>
public sealed class WeightTable : IEquatable<WeightTable>
{
    private readonly SortedDictionary<string, WeightEntry> entries;

    private WeightTable(SortedDictionary<string, WeightEntry> entries) => this.entries = entries;

    public static WeightTable Empty { get; } = new(new SortedDictionary<string, WeightEntry>(StringComparer.Ordinal));

    public IReadOnlyCollection<WeightEntry> Entries => entries.Values;

    public bool Contains(string name) => entries.ContainsKey(name);

    /// <exception cref="IrException">No such weight.</exception>
    public WeightEntry this[string name] =>
        entries.TryGetValue(name, out WeightEntry? entry) ? entry : throw new IrException($"no weight is named '{name}'");

    /// <summary>The weight's values.</summary>
    /// <exception cref="IrException">No such weight, or its file has not been loaded.</exception>
    public Tensor Data(string name) =>
        this[name].Data ?? throw new IrException($"the values of weight '{name}' are not loaded; read the weight file first");

    public WeightTable With(string name, Tensor data) => WithEntry(new WeightEntry(name, data.Type, data));

    public WeightTable WithType(string name, TensorType type) => WithEntry(new WeightEntry(name, type, null));

    /// <summary>Many weights at once; later ones win.</summary>
    public WeightTable WithMany(IEnumerable<KeyValuePair<string, Tensor>> weights)
    {
        SortedDictionary<string, WeightEntry> copy = Copy();
        foreach (KeyValuePair<string, Tensor> weight in weights)
        {
            copy[weight.Key] = new WeightEntry(weight.Key, weight.Value.Type, weight.Value);
        }

        return new WeightTable(copy);
    }

    /// <summary>Only the weights of these names.</summary>
    public WeightTable Only(ISet<string> names)
    {
        SortedDictionary<string, WeightEntry> copy = new(StringComparer.Ordinal);
        foreach (WeightEntry entry in entries.Values.Where(entry => names.Contains(entry.Name)))
        {
            copy[entry.Name] = entry;
        }

        return new WeightTable(copy);
    }

    public bool Equals(WeightTable? other) =>
        other is not null && entries.Count == other.entries.Count
        && entries.Values.Zip(other.entries.Values, static (mine, theirs) => mine.Name == theirs.Name && mine.Type == theirs.Type).All(static same => same);

    public override bool Equals(object? obj) => Equals(obj as WeightTable);

    public override int GetHashCode() => entries.Count;

    private WeightTable WithEntry(WeightEntry entry)
    {
        SortedDictionary<string, WeightEntry> copy = Copy();
        copy[entry.Name] = entry;
        return new WeightTable(copy);
    }

    private SortedDictionary<string, WeightEntry> Copy() => new(entries, StringComparer.Ordinal);
}
