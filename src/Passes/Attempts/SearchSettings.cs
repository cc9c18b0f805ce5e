using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Passes.Costs;

namespace PowerSoftmax.Passes.Attempts;

/// <summary>What attempts are made under.</summary>
/// <param name="Options">The user's choices, or others to see what they would do.</param>
/// <param name="Costs">Predicts times.</param>
/// <param name="Samples">Prologue outputs by name, on which noise and headroom are predicted.</param>
internal sealed record SearchSettings(CompilerOptions Options, CostTable Costs, IReadOnlyList<IReadOnlyDictionary<string, Tensor>> Samples);
