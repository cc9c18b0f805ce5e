using Tensor = TorchSharp.torch.Tensor;

namespace PowerSoftmax.Training.Model;

/// <summary>The answer of the network and every value that an encrypted evaluation must approximate a function of.</summary>
/// <param name="Logits">[batch, 7].</param>
/// <param name="Scores">Scaled products of queries and keys, [batch, 2, 32, 32].</param>
/// <param name="LogDenominator">ln(sum of powers + epsilon), [batch, 2, 32].</param>
/// <param name="LogVariance">ln(variance + epsilon) before the second normalization, [batch, 32].</param>
/// <param name="GeluInput">[batch, 32, 128].</param>
internal sealed record IntentActivations(
    Tensor Logits, Tensor Scores, Tensor LogDenominator, Tensor LogVariance, Tensor GeluInput);
