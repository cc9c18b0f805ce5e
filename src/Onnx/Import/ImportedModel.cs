using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Onnx.Import;

/// <summary>An imported model.</summary>
/// <param name="Module">One graph named <see cref="ModuleKeys.Model"/>, the weights, and where they come from.</param>
/// <param name="TensorNames">For each node of the graph that is a tensor of the file: node name to the tensor's name there.</param>
public sealed record ImportedModel(Module Module, IReadOnlyDictionary<string, string> TensorNames)
{
    /// <summary>What the import decided in the user's place, to be reported.</summary>
    public IReadOnlyList<Diagnostic> Findings { get; init; } = [];

    /// <summary>The graph that evaluates the model.</summary>
    public Graph Graph => Module.Find(ModuleKeys.Model)!;
}
