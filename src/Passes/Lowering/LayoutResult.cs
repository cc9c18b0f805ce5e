using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Passes.Lowering;

/// <summary>A module with its circuit on slots, or why there is none: exactly one of the two.</summary>
/// <param name="Packed">The module with a Packed circuit.</param>
/// <param name="Refusal">PSM3002 where a value does not fit the slots, PSM3015 where a node has no layout at all.</param>
public sealed record LayoutResult(Module? Packed, Diagnostic? Refusal);
