using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Layouts;

namespace PowerSoftmax.Ir.LinearMaps;

/// <summary>The high axes that operand and result of a linear map have in common: whoever moves both by one row sees the same map.</summary>
/// <param name="Period">Slots of a row: the map's plaintexts repeat with it. All slots where there are no rows.</param>
/// <param name="Along">The dimension that the highest rows count, along which rotations are cyclic; null where there is none.</param>
/// <param name="Dimensions">All dimensions that rows count.</param>
internal sealed record RowStructure(int Period, string? Along, IReadOnlyCollection<string> Dimensions)
{
    /// <summary>Slots from one index of <see cref="Along"/> to the next; 0 where there is none.</summary>
    public int Stride { get; private init; }

    public static RowStructure Of(LinearMap map)
    {
        RowStructure rows = new(map.Input.SlotCount, null, []);
        foreach ((LayoutAxis axis, LayoutAxis other) in map.Input.SlotAxes.Zip(map.Output.SlotAxes, static (left, right) => (left, right)))
        {
            bool isHighest = axis.Room == map.Input.SlotCount;
            if (axis != other || axis.HasGap || axis.Terms.Count > 1 || axis.Terms.Any(term => !Counts(map, axis, term, isHighest)))
            {
                break;
            }

            string? counted = axis.Terms.Select(static term => term.Dimension).FirstOrDefault();
            rows = new RowStructure(axis.Stride, isHighest ? counted : rows.Along, counted is null ? rows.Dimensions : [.. rows.Dimensions, counted])
            {
                Stride = isHighest && counted is not null ? axis.Stride : rows.Stride,
            };
        }

        return rows;
    }

    /// <summary>Whether the axis counts a dimension that both share, which no other axis moves, or which comes round at the end of the slots.</summary>
    private static bool Counts(LinearMap map, LayoutAxis axis, AxisTerm term, bool isHighest)
    {
        if (!map.Shared.Contains(term.Dimension))
        {
            return false;
        }

        LayoutDimension input = map.Input.Dimension(term.Dimension);
        LayoutDimension output = map.Output.Dimension(term.Dimension);
        bool isAlone = input.Offset == output.Offset && AxesOf(map.Input, term) == 1 && AxesOf(map.Output, term) == 1;
        bool comesRound = isHighest && term.Step == 1 && axis.Extent % input.Size == 0;

        // Weights stand in rows of padding as well: they must meet zeros there, or make what nobody uses.
        return (isAlone || comesRound) && (!input.IsPadded || input.Padding == SlotFill.Zero || output.Padding == SlotFill.Unused);
    }

    private static int AxesOf(Layout layout, AxisTerm term) => layout.Axes.Count(axis => axis.AddsTo(term.Dimension));
}
