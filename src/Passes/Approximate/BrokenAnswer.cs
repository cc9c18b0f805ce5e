using PowerSoftmax.Ir.Tensors;

namespace PowerSoftmax.Passes.Approximate;

/// <summary>A value of an answer that is infinite or not a number.</summary>
/// <param name="Sample">Index of the sample.</param>
/// <param name="Element">Where in the output.</param>
/// <param name="Place">The same as indices: <c>[0, 3]</c>.</param>
public sealed record BrokenAnswer(int Sample, NonFinite Element, string Place)
{
    /// <summary>The first such value, or null.</summary>
    public static BrokenAnswer? Of(AnswerPair pair) =>
        NonFinite.Of(pair.Actual) is { } element ? new BrokenAnswer(pair.Sample, element, element.Place(pair.Expected.Shape)) : null;
}
