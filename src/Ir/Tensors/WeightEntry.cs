using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.Tensors;

/// <summary>A named weight; <see cref="Data"/> is null where a module was read without its weight file.</summary>
public sealed record WeightEntry(string Name, TensorType Type, Tensor? Data);
