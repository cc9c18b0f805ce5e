using PowerSoftmax.Training.Model;

namespace PowerSoftmax.Training.Ranges;

/// <summary>What a model did on a set of utterances: its accuracy, and the intervals an encrypted evaluation must cover.</summary>
/// <param name="Name">Of the set.</param>
/// <param name="Count">Utterances measured.</param>
/// <param name="Accuracy">Share of right classes, 0 to 1; NaN without labels.</param>
/// <param name="Values">In the order of the network's forward pass.</param>
/// <param name="Logits">Outputs.</param>
internal sealed record RangeReport(
    string Name, int Count, double Accuracy, IReadOnlyList<NamedRange> Values, ValueRange Logits)
{
    /// <summary>The union over all values of a kind.</summary>
    public ValueRange Of(RangeKind kind) => Values
        .Where(value => value.Kind == kind)
        .Aggregate(ValueRange.Empty, static (range, value) => range.Union(value.Range));
}
