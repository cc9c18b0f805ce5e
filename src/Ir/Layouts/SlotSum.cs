using System.Collections.Generic;

namespace PowerSoftmax.Ir.Layouts;

/// <summary>A sum over slots.</summary>
/// <param name="Layout">Of the result.</param>
/// <param name="Windows">What is summed, one after the other.</param>
public sealed record SlotSum(Layout Layout, IReadOnlyList<SlotWindow> Windows);

/// <summary>A slot becomes the sum of the slots 0, <paramref name="Stride"/>, 2 <paramref name="Stride"/>, … after it, cyclically.</summary>
/// <param name="Stride">Slots from one summand to the next.</param>
/// <param name="Count">Summands.</param>
public readonly record struct SlotWindow(int Stride, int Count);
