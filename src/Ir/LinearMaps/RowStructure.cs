using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Layouts;

namespace PowerSoftmax.Ir.LinearMaps;

/// <summary>The high axes that operand and result of a linear map have in common: whoever moves both by one row sees the same map.</summary>
/// <param name="Period">Slots of a row: the map's plaintexts repeat with it. All slots where there are no rows.</param>
/// <param name="Along">Dimensions that the highest rows count, all of one size, along which rotations are cyclic; several in diagonal order.</param>
/// <param name="Dimensions">All dimensions that rows count.</param>
internal sealed record RowStructure(int Period, IReadOnlyList<string> Along, IReadOnlyCollection<string> Dimensions)
{
    /// <summary>Slots from one index of <see cref="Along"/> to the next; 0 where there is none.</summary>
    public int Stride { get; private init; }

    /// <summary>Whether every row holds the same, so that a rotation past its end comes round.</summary>
    public bool Repeats { get; private init; } = true;

    public static RowStructure Of(LinearMap map)
    {
        RowStructure rows = new(map.Input.SlotCount, [], []);
        foreach ((LayoutAxis axis, LayoutAxis other) in Highest(map))
        {
            bool isHighest = axis.Room == map.Input.SlotCount;
            string[] counted = axis.Terms.Select(static term => term.Dimension).ToArray();
            if (axis != other || axis.Room % axis.Stride != 0 || !counted.All(name => map.Shared.Contains(name) && !map.Indexed.Contains(name) && IsAlike(map, name)))
            {
                break;
            }

            bool comesRound = isHighest && !axis.HasGap && ComesRound(map, axis);
            if (!comesRound && (counted.Length > 1 || axis.Terms.Any(term => !IsAlone(map, term))))
            {
                break;
            }

            rows = new RowStructure(axis.Stride, comesRound ? counted : rows.Along, [.. rows.Dimensions, .. counted])
            {
                Stride = comesRound ? axis.Stride : rows.Stride,
                Repeats = rows.Repeats && axis.IsUniform(),
            };
        }

        return rows;
    }

    /// <summary>The axes of both in pairs, from the highest on; of copies that go further down in one of them those that both have, and nothing below.</summary>
    private static IEnumerable<(LayoutAxis Input, LayoutAxis Output)> Highest(LinearMap map)
    {
        foreach ((LayoutAxis input, LayoutAxis output) in map.Input.SlotAxes.Zip(map.Output.SlotAxes, static (left, right) => (left, right)))
        {
            if (input == output || !input.IsUniform() || !output.IsUniform())
            {
                yield return (input, output);
                continue;
            }

            (LayoutAxis less, LayoutAxis more) = input.Stride > output.Stride ? (input, output) : (output, input);
            yield return more.TryCut(less.Stride, out _, out LayoutAxis upper) ? (less, upper) : (less, more);
            yield break;
        }
    }

    /// <summary>Weights stand in rows of padding as well: they must meet zeros there, or make what nobody uses. In gaps they do, as both layouts have the same.</summary>
    private static bool IsAlike(LinearMap map, string name)
    {
        LayoutDimension input = map.Input.Dimension(name);
        LayoutDimension output = map.Output.Dimension(name);
        return input.Size == output.Size && (!input.IsPadded || input.Padding == SlotFill.Zero || output.Padding == SlotFill.Unused);
    }

    /// <summary>Whether no other axis moves the dimension.</summary>
    private static bool IsAlone(LinearMap map, AxisTerm term) =>
        map.Input.Dimension(term.Dimension).Offset == map.Output.Dimension(term.Dimension).Offset && AxesOf(map.Input, term) == 1 && AxesOf(map.Output, term) == 1;

    /// <summary>Whether a row moves all dimensions by one, and they come round at the end of the slots.</summary>
    private static bool ComesRound(LinearMap map, LayoutAxis axis)
    {
        int[] sizes = axis.Terms.Select(term => map.Input.Dimension(term.Dimension).Size).Distinct().ToArray();
        return sizes.Length == 1 && axis.Terms.All(static term => term.Step == 1) && axis.Extent % sizes[0] == 0;
    }

    private static int AxesOf(Layout layout, AxisTerm term) => layout.Axes.Count(axis => axis.AddsTo(term.Dimension));
}
