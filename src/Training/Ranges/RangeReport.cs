namespace PowerSoftmax.Training.Ranges;

/// <summary>What a model did on a set of utterances: its accuracy, and the intervals an encrypted evaluation must cover.</summary>
/// <param name="Name">Of the set.</param>
/// <param name="Count">Utterances measured.</param>
/// <param name="Accuracy">Share of right classes, 0 to 1; NaN without labels.</param>
/// <param name="Scores">Scaled products of queries and keys.</param>
/// <param name="Denominator">Sums of powers with epsilon, all heads and rows.</param>
/// <param name="Variance">Variances with epsilon before the second normalization, all rows.</param>
/// <param name="GeluInput">Inputs of GELU.</param>
/// <param name="Logits">Outputs.</param>
internal sealed record RangeReport(
    string Name,
    int Count,
    double Accuracy,
    ValueRange Scores,
    ValueRange Denominator,
    ValueRange Variance,
    ValueRange GeluInput,
    ValueRange Logits);
