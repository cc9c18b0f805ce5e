using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Runtime.Execution;

namespace PowerSoftmax.Cli.Compilation;

/// <summary>The circuit of a model, whichever form the model has.</summary>
internal static class CircuitSource
{
    public static bool IsCompiled(FileInfo model) => model.Extension.Equals(".psir", StringComparison.OrdinalIgnoreCase);

    /// <param name="model">An ONNX model or a compiled circuit.</param>
    /// <param name="request">How to compile an ONNX model.</param>
    public static Circuit Open(FileInfo model, CompileRequest request) =>
        IsCompiled(model) ? Circuit.LoadFiles(model.FullName) : Circuit.Of(ModelCompiler.Run(request).CheckedModule);

    /// <summary>What the client's side of a circuit takes.</summary>
    /// <exception cref="InvalidCircuitException">The circuit does not say it.</exception>
    public static IReadOnlyList<Input> Inputs(Circuit circuit) => circuit.Module.Find(ModuleKeys.Prologue) is Graph prologue
        ? [.. prologue.Ops<Input>().Select(static input => input.Op)]
        : throw new InvalidCircuitException(circuit.Name, $"it has no graph '{ModuleKeys.Prologue}', which names the model's inputs");
}
