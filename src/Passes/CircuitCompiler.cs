using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Passes.Attempts;
using PowerSoftmax.Passes.CircuitPasses;
using PowerSoftmax.Passes.Costs;

namespace PowerSoftmax.Passes;

/// <summary>The second half of the compiler: from the approximated tensor circuit to a checked circuit on ciphertexts, by <see cref="CircuitPipeline"/>.</summary>
public sealed class CircuitCompiler(CompilerOptions options, CostTable costs)
{
    /// <param name="module">Prologue, circuit in normal form, epilogue.</param>
    /// <param name="samples">Prologue outputs by name; at least one.</param>
    /// <param name="diagnostics">Receives what the checkers find.</param>
    /// <exception cref="ParameterException">Another security than 128 or 192 bits is asked, or rings outside of 2^13 to 2^17.</exception>
    /// <exception cref="DiagnosticException">The circuit cannot be laid out or has no parameters.</exception>
    public CompilationResult Run(Module module, IReadOnlyList<IReadOnlyDictionary<string, Tensor>> samples, DiagnosticBag diagnostics)
    {
        SearchSettings search = new(options, costs, [.. samples.Take(options.CheckedSamples)]);
        CircuitState state = CircuitPipeline.Run(new CircuitState(module, options.KeyFormat), new CircuitContext(search, diagnostics));
        return new CompilationResult(state.Compiled, state.Plan, diagnostics.Items);
    }
}
