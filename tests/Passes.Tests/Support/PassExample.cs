using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Passes.Tests.Support;

/// <summary>A before and an after block out of a pass's documentation.</summary>
public sealed record PassExample(IPass Pass, Module Before, string After);
