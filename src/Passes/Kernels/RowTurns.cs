using System.Numerics;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Passes.Layouts;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>Turns of keys beside each other in the slots of a head, where these hold its features several times: one ciphertext is as many turns.</summary>
/// <remarks>Whoever is turned must lie in the first of these places, and zeros in the others: then doubling writes all of them, a rotation for each power of two.</remarks>
/// <param name="Count">How many, a power of two.</param>
/// <param name="Stride">Slots from one to the next, a power of two.</param>
/// <param name="Copies">How often each of them has the features, which divide it evenly.</param>
internal readonly record struct RowTurns(int Count, int Stride, int Copies = 1)
{
    /// <summary>Only what is there.</summary>
    public static RowTurns One { get; } = new(1, 1);

    /// <summary>As many as fit behind the lowest axis of a layout, up to the rows.</summary>
    public static RowTurns Of(RowShape rows, Layout layout) => InRoom(rows, layout) is RowTurns all ? all with { Count = Math.Min(all.Count, rows.Tokens) } : One;

    /// <summary>As many as fit behind the lowest axis of a layout, each once; null where not even two do, or this counts something else than features of a row.</summary>
    public static RowTurns? InRoom(RowShape rows, Layout layout)
    {
        LayoutAxis lowest = layout.Axes[^1];
        int stride = PowersOfTwo.AtLeast(lowest.Extent);
        return lowest.Stride == 1 && lowest.IsIndex && lowest.Room <= rows.Features && BitOperations.IsPow2(lowest.Room) && lowest.Room > stride && lowest.Gap == SlotFill.Zero
            ? new RowTurns(lowest.Room / stride, stride)
            : null;
    }

    /// <summary>A value of keys: the place that is c-th has it turned by c rows.</summary>
    public RowValue Turned(RowLowering lowering, RowValue value, string key, string name) =>
        Written(lowering, value, LayoutAxis.Of(key, Count), lowering.Rows.TokenStride - Stride, name);

    /// <summary>A value of queries: every place has it.</summary>
    public RowValue Repeated(RowLowering lowering, RowValue value, string name) => Written(lowering, value, LayoutAxis.Copies(Count), -Stride, name);

    /// <summary>As many as fit where every place has its features so often; null where two do not.</summary>
    public static RowTurns? OfCopies(RowShape rows, Layout layout, int copies) =>
        InRoom(rows, layout) is RowTurns all && Math.Min(all.Count / copies, rows.Tokens) is > 1 and int count ? new RowTurns(count, all.Stride * copies, copies) : null;

    /// <summary>The sum over all places, in the first one; nobody may use the others.</summary>
    /// <param name="lowering">The lowering.</param>
    /// <param name="value">A summand in each place (<see cref="Apart"/>).</param>
    /// <param name="name">Of the node.</param>
    public RowValue Summed(RowLowering lowering, RowValue value, string name)
    {
        if (Count == 1)
        {
            return value;
        }

        LayoutAxis[] axes = [.. value.Layout.Axes];
        string place = axes[^2].Terms[0].Dimension;
        axes[^2] = axes[^2].WithTerms([]) with { Extent = 1, Gap = SlotFill.Unused };
        Layout layout = new(value.Layout.Dimensions.Where(dimension => dimension.Name != place), axes, value.Layout.SlotCount, value.Layout.CiphertextCount);
        return value with { Value = lowering.Builder.Add(new PackedSumSlots(value.Value, FeatureSum.Steps(Count, Stride, layout.SlotCount), layout), name), Layout = layout };
    }

    /// <summary>A layout of which each place holds a value of its own.</summary>
    public Layout Apart(Layout layout, string place) => With(layout, LayoutAxis.Of(place, Count), new LayoutDimension(place, Count));

    /// <summary>A layout with the places counted by an axis.</summary>
    public Layout With(Layout layout, LayoutAxis places, params ReadOnlySpan<LayoutDimension> more)
    {
        if (Count == 1)
        {
            return layout;
        }

        LayoutAxis lowest = layout.Axes[^1];
        LayoutAxis[] inPlace = Copies == 1
            ? [lowest.Within(Stride, SlotFill.Zero)]
            : [LayoutAxis.Copies(Copies) with { Stride = Stride / Copies, Room = Stride }, lowest.Within(Stride / Copies, SlotFill.Zero)];
        return new Layout(
            [.. layout.Dimensions, .. more],
            [.. layout.Axes.SkipLast(1), places with { Stride = Stride, Room = lowest.Room }, .. inPlace],
            layout.SlotCount,
            layout.CiphertextCount);
    }

    private RowValue Written(RowLowering lowering, RowValue value, LayoutAxis places, int step, string name)
    {
        if (Count == 1)
        {
            return value;
        }

        Layout layout = With(value.Layout, places);
        IEnumerable<long> steps = FeatureSum.Steps(Copies, -Stride / Copies, layout.SlotCount).Concat(FeatureSum.Steps(Count, step, layout.SlotCount));
        PackedSumSlots written = new(value.Value, steps.ToEquatableArray(), layout);
        return value with { Value = lowering.Builder.Add(written, name), Layout = layout };
    }
}
