namespace PowerSoftmax.Training.Ranges;

/// <summary>Predicted class and intervals of one utterance; values in the order of the network's forward pass.</summary>
internal sealed record UtteranceRanges(long Class, IReadOnlyList<NamedRange> Values, ValueRange Logits);
