using Tensor = TorchSharp.torch.Tensor;

namespace PowerSoftmax.Training.Model;

/// <summary>A value inside the network whose range decides the cost of an encrypted evaluation.</summary>
/// <param name="Name">What the model card calls it.</param>
/// <param name="Kind">Why it matters.</param>
/// <param name="Values">[batch, ...].</param>
internal sealed record RangedValue(string Name, RangeKind Kind, Tensor Values);
