using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Onnx.Models;
using PowerSoftmax.Passes.Approximate;
using PowerSoftmax.Passes.Plan;

namespace PowerSoftmax.Cli.Compilation;

/// <summary>A model with what the compiler made of it.</summary>
/// <param name="Onnx">As read.</param>
/// <param name="Module">The circuit with its weights; null where a checker refused it.</param>
/// <param name="Plan">What is predicted of the circuit.</param>
/// <param name="Approximation">The polynomials and their agreement with the model; null where it has no functions to approximate.</param>
/// <param name="Diagnostics">Everything that was found.</param>
internal sealed record CompiledModel(
    OnnxModel Onnx,
    Module? Module,
    CompilationPlan Plan,
    ApproximationReport? Approximation,
    IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>Inputs that one evaluation takes.</summary>
    public int Batch { get; init; } = 1;

    /// <exception cref="CompilationFailedException">A checker refused the circuit.</exception>
    public Module CheckedModule => Module ?? throw new CompilationFailedException(Diagnostics);
}
