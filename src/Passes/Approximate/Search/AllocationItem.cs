using PowerSoftmax.Ir.Approximation;

namespace PowerSoftmax.Passes.Approximate.Search;

/// <summary>One way to evaluate a function: what it costs and what error it makes at the function's output.</summary>
public readonly record struct AllocationOption(EvaluationCost Cost, double Error);

/// <summary>A function of the model with its options.</summary>
/// <param name="Name">Name for messages.</param>
/// <param name="Sensitivity">Error at the model's output for each unit of error at this function's output; measured by the caller.</param>
/// <param name="Options">At least one.</param>
public sealed record AllocationItem(string Name, double Sensitivity, IReadOnlyList<AllocationOption> Options);
