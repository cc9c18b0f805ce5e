using PowerSoftmax.Training.Model;

namespace PowerSoftmax.Training.Ranges;

/// <summary>The interval of one value of the network; logarithms are undone.</summary>
internal sealed record NamedRange(string Name, RangeKind Kind, ValueRange Range);
