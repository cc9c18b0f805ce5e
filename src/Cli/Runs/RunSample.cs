using PowerSoftmax.Ir.Tensors;

namespace PowerSoftmax.Cli.Runs;

/// <summary>One input of a run.</summary>
/// <param name="Index">Where it lies in its file.</param>
/// <param name="Label">The right class, where it is known.</param>
/// <param name="Inputs">The model's inputs by name.</param>
internal sealed record RunSample(int Index, int? Label, IReadOnlyDictionary<string, Tensor> Inputs);
