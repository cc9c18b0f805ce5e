using PowerSoftmax.Ir.Layouts;

namespace PowerSoftmax.Passes.Layouts;

/// <summary>Layouts that say otherwise, or promise less, of the same slots.</summary>
internal static class LayoutOrder
{
    /// <summary>The same layout with its dimensions in this order.</summary>
    public static Layout Ordered(this Layout layout, IEnumerable<string> names) =>
        new(names.Select(layout.Dimension), layout.Axes, layout.SlotCount, layout.CiphertextCount);

    /// <summary>The same layout where nothing is promised of slots that hold no element.</summary>
    public static Layout WithoutPromises(this Layout layout) => new(
        layout.Dimensions.Select(static dimension => dimension with { Padding = SlotFill.Unused }),
        layout.Axes.Select(static axis => axis with { Gap = SlotFill.Unused }),
        layout.SlotCount,
        layout.CiphertextCount);

    /// <summary>Whether slots that hold no element are all zero.</summary>
    public static bool PromisesZeros(this Layout layout) =>
        layout.Axes.All(static axis => !axis.HasGap || axis.Gap == SlotFill.Zero) && layout.Dimensions.All(static dimension => !dimension.IsPadded || dimension.Padding == SlotFill.Zero);

    /// <summary>What a layout promises, and what another promises of the same slots, of a sum of both.</summary>
    /// <param name="left">Of one summand.</param>
    /// <param name="right">Of the other: the same but for what holds no element.</param>
    public static Layout OfSum(Layout left, Layout right) => left.Axes.Count != right.Axes.Count ? left.WithoutPromises() : new Layout(
        left.Dimensions.Zip(right.Dimensions, static (first, second) => first with { Padding = Either(first.Padding, second.Padding) }),
        left.Axes.Zip(right.Axes, static (first, second) => first with { Gap = Either(first.Gap, second.Gap) }),
        left.SlotCount,
        left.CiphertextCount);

    private static SlotFill Either(SlotFill left, SlotFill right) => left == SlotFill.Unused ? left : right;
}
