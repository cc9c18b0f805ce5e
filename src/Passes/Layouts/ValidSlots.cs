using PowerSoftmax.Ir.Layouts;

namespace PowerSoftmax.Passes.Layouts;

/// <summary>How a plaintext lies that is added to a value: on its elements alone, so that zeros stay.</summary>
internal static class ValidSlots
{
    /// <summary>The layout of a tensor over some dimensions, repeated along the others of a value where it holds elements, and zero elsewhere.</summary>
    /// <param name="layout">Of the value.</param>
    /// <param name="dimensions">Of the tensor, in its order.</param>
    /// <returns>
    /// A layout of these dimensions, behind others along which the tensor must be repeated: those whose padding is no end of an axis. Unused
    /// padding is not looked at.
    /// </returns>
    public static Layout Of(Layout layout, IReadOnlyCollection<string> dimensions)
    {
        string[] spelled = [.. layout.Dimensions.Where(dimension => !dimensions.Contains(dimension.Name) && MustBeSpelled(layout, dimension)).Select(static dimension => dimension.Name)];
        string[] kept = [.. spelled, .. dimensions];

        return new Layout(kept.Select(layout.Dimension), layout.Axes.Select(axis => Of(layout, axis, kept)), layout.SlotCount, layout.CiphertextCount);
    }

    private static LayoutAxis Of(Layout layout, LayoutAxis axis, string[] kept)
    {
        LayoutAxis plain = axis.WithTerms(axis.Terms.Where(term => kept.Contains(term.Dimension)));
        LayoutDimension ending = axis.Terms.Select(term => layout.Dimension(term.Dimension))
            .FirstOrDefault(dimension => dimension.Name is not null && !kept.Contains(dimension.Name) && IsZeroPadded(dimension));

        return ending.Name is null ? plain : plain with { Extent = Math.Min(axis.Extent, ending.Extent), Gap = SlotFill.Zero };
    }

    private static bool MustBeSpelled(Layout layout, LayoutDimension dimension)
    {
        LayoutAxis[] axes = [.. layout.Axes.Where(axis => axis.AddsTo(dimension.Name))];
        return IsZeroPadded(dimension) && !(axes.Length == 1 && axes[0].Terms.Count == 1 && axes[0].StepOf(dimension.Name) == 1 && dimension.Offset == 0
            && axes[0].Extent <= dimension.Size && (!axes[0].HasGap || axes[0].Gap == SlotFill.Zero));
    }

    private static bool IsZeroPadded(LayoutDimension dimension) => dimension.IsPadded && dimension.Padding == SlotFill.Zero;
}
