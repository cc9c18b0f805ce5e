using Tensor = TorchSharp.torch.Tensor;

namespace PowerSoftmax.Training.Model;

/// <summary>The answer of a network and every value whose range an encrypted evaluation depends on.</summary>
/// <param name="Logits">[batch, 7].</param>
/// <param name="Values">In the order of the forward pass.</param>
internal sealed record IntentActivations(Tensor Logits, IReadOnlyList<RangedValue> Values);
