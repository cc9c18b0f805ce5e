namespace PowerSoftmax.Training.Ranges;

/// <summary>Predicted class and intervals of one utterance; fields as in <see cref="RangeReport"/>.</summary>
internal sealed record UtteranceRanges(
    long Class, ValueRange Scores, ValueRange Denominator, ValueRange Variance, ValueRange GeluInput, ValueRange Logits);
