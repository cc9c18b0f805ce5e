using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Passes;

/// <summary>A road that a model can take, gone up to its polynomials.</summary>
/// <param name="Family">The layouts at its end.</param>
/// <param name="Module">Prologue, circuit of polynomials, epilogue.</param>
/// <param name="Context">Its own findings and reports.</param>
internal sealed record FoundRoad(LayoutFamily Family, Module Module, PassContext Context);
