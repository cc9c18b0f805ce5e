namespace PowerSoftmax.Ir.Graphs;

/// <summary>A key and a value that travel with a module: model hash, parameters literal, certificate, agreement.</summary>
public readonly record struct MetadataEntry(string Key, string Value);
