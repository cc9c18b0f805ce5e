namespace PowerSoftmax.Ir.Graphs;

/// <summary>A result of a graph under its public name.</summary>
public readonly record struct GraphOutput(string Name, ValueId Value);
