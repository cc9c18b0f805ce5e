using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Collections;

namespace PowerSoftmax.Ir.Layouts;

/// <summary>The one list of axes among those that say the same, so that layouts compare by value.</summary>
/// <remarks>
/// Axes of one position go away, their gap into the axis below where it holds the same; an axis that goes on where the one below ends is one
/// with it. Slots and ciphertexts stay apart. Steps that wrap around a dimension are not looked at: such layouts may be the same and yet differ.
/// </remarks>
internal static class LayoutNormalForm
{
    /// <param name="axes">Nested, highest first.</param>
    /// <param name="dimensions">Terms follow their order.</param>
    /// <param name="slotCount">Where ciphertexts begin.</param>
    public static EquatableArray<LayoutAxis> Of(LayoutAxis[] axes, EquatableArray<LayoutDimension> dimensions, int slotCount)
    {
        string[] order = dimensions.Select(static dimension => dimension.Name).ToArray();
        List<LayoutAxis> merged = new();
        foreach (LayoutAxis given in axes.Reverse())
        {
            LayoutAxis axis = Plain(given, order);
            if (axis.Extent == 1 && !axis.HasGap)
            {
                continue;
            }

            bool isBorder = axis.Stride == slotCount;
            if (merged.Count > 0 && !isBorder && TryMerge(merged[merged.Count - 1], axis, out LayoutAxis both))
            {
                merged[merged.Count - 1] = both;
            }
            else
            {
                merged.Add(axis);
            }
        }

        merged.Reverse();
        return merged.ToEquatableArray();
    }

    private static LayoutAxis Plain(LayoutAxis axis, string[] order)
    {
        IEnumerable<AxisTerm> terms = axis.Extent == 1 ? Enumerable.Empty<AxisTerm>() : axis.Terms.OrderBy(term => System.Array.IndexOf(order, term.Dimension));
        return axis.WithTerms(terms) with { Gap = axis.HasGap ? axis.Gap : SlotFill.Zero };
    }

    private static bool TryMerge(LayoutAxis lower, LayoutAxis upper, out LayoutAxis both)
    {
        if (upper.Extent == 1)
        {
            both = lower with { Room = upper.Room, Gap = upper.Gap };

            // What lies beyond stays at the same positions of the axes below, which may say that it is unused.
            bool sameBelow = upper.Gap == SlotFill.Unused || upper.Stride % lower.Stride == 0;
            return (!lower.HasGap || lower.Gap == upper.Gap) && sameBelow;
        }

        both = lower with { Extent = lower.Extent * upper.Extent, Room = upper.Room, Gap = upper.Gap };
        return !lower.HasGap && lower.Extent > 1 && Continues(lower, upper);
    }

    private static bool Continues(LayoutAxis lower, LayoutAxis upper) => lower.Terms.Count == upper.Terms.Count
        && lower.Terms.Zip(upper.Terms, (low, high) => low.Dimension == high.Dimension && high.Step == (long)low.Step * lower.Extent).All(static same => same);
}
