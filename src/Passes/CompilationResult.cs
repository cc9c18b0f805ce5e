using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Passes.Approximate;
using PowerSoftmax.Passes.Plan;

namespace PowerSoftmax.Passes;

/// <summary>What a compilation gave: a module and its plan, or the errors why there is none.</summary>
/// <param name="Module">Prologue, circuit, epilogue and the weights they use; null after an error.</param>
/// <param name="Plan">What is predicted of the circuit; also there when only a checker refused it.</param>
/// <param name="Diagnostics">Everything that was reported, in order.</param>
public sealed record CompilationResult(Module? Module, CompilationPlan? Plan, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>What the polynomials are and how well they agree; null before they were chosen.</summary>
    public ApproximationReport? Approximation { get; init; }

    /// <summary>Inputs of the model that one evaluation takes: those that were asked for, or found where throughput is the aim.</summary>
    public int Batch { get; init; } = 1;

    public bool Succeeded => Module is not null;
}
