using System.Linq;

namespace PowerSoftmax.Ir.Layouts;

/// <summary>Axes cut in two that say the same together.</summary>
internal static class AxisCuts
{
    /// <summary>Whether every address of the axis's room holds the same, so that it may be cut anywhere.</summary>
    public static bool IsUniform(this LayoutAxis axis) => !axis.IsIndex && !axis.HasGap;

    /// <summary>The parts below and above a stride; false where no whole number of positions ends there.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="stride">Larger than that of the axis, smaller than its room.</param>
    /// <param name="lower">Room up to <paramref name="stride"/>.</param>
    /// <param name="upper">From there on.</param>
    public static bool TryCut(this LayoutAxis axis, int stride, out LayoutAxis lower, out LayoutAxis upper)
    {
        int positions = stride / axis.Stride;
        bool inGap = positions >= axis.Extent;
        lower = inGap ? axis with { Room = stride } : axis with { Extent = positions, Room = stride };
        upper = inGap
            ? LayoutAxis.Copies(1) with { Stride = stride, Room = axis.Room, Gap = axis.Gap }
            : axis.WithTerms(axis.Terms.Select(term => term with { Step = term.Step * positions })) with { Extent = axis.Extent / positions, Stride = stride };
        return stride % axis.Stride == 0 && (inGap || axis.Extent % positions == 0);
    }
}
