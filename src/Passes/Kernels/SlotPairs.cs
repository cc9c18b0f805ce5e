using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Passes.Layouts;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>How products for pairs of tokens are summed over a head's features, and weights written to all of them, where turns lie beside each other in a row.</summary>
/// <remarks>
/// Few ciphertexts hold all turns then, so that doubling is cheaper than the many diagonals of a map: it brings sums to two slots of each place, or repeats these.
/// Between two slots and the pairs a map of few diagonals is left. Steps of doubling are even, which pairs of ciphertexts stand.
/// </remarks>
/// <param name="Turns">What meets.</param>
internal sealed record SlotPairs(PairTurns Turns)
{
    /// <summary>Slots that doubling leaves to the map.</summary>
    private const int Two = 2;

    /// <summary>The way for these turns; null where another one is better, or what is summed is not the lowest axis alone.</summary>
    public static SlotPairs? Of(PairTurns turns, Layout products, IReadOnlyList<string> summed) =>
        turns.InRow.Count > 1 && turns.Ciphertexts <= turns.InRow.Stride
            && summed is [string feature] && products.Axes[^1] is { Terms.Count: 1 } lowest && lowest.AddsTo(feature) && products.Axes.Count(axis => axis.AddsTo(feature)) == 1
            ? new SlotPairs(turns)
            : null;

    /// <summary>A value for each pair.</summary>
    /// <param name="lowering">The lowering.</param>
    /// <param name="products">Of all turns.</param>
    /// <param name="feature">What is summed over.</param>
    /// <param name="axes">Of the result.</param>
    /// <param name="name">Of the nodes.</param>
    public RowValue Gathered(RowLowering lowering, RowValue products, string feature, IReadOnlyList<IReadOnlyList<string>> axes, string name)
    {
        RowValue halves = Halves(lowering, products, feature, name);
        string[] names = [.. axes.SelectMany(static axis => axis)];
        LinearMap gather = new(halves.Layout.Ordered(names.Append(feature)), PairLayout(halves.Layout, names), [feature]);
        return new RowValue(lowering.Builder.Add(new PackedLinearMap(halves.Value, null, gather), name), gather.Output, axes);
    }

    /// <summary>A place of a head has the pairs of its turn, one slot for each ciphertext of turns.</summary>
    private Layout PairLayout(Layout products, IEnumerable<string> dimensions)
    {
        LayoutAxis places = Turns.Ciphertexts > 1 ? LayoutAxis.Of(Turns.Key, Turns.Ciphertexts, Turns.InRow.Count) : LayoutAxis.Copies(1);
        return new Layout(
            dimensions.Select(products.Dimension),
            [.. products.SlotAxes.SkipLast(1), places.Within(Turns.InRow.Stride, SlotFill.Zero)],
            products.SlotCount);
    }

    /// <summary>Sums over a head's features, in the first two slots of each place.</summary>
    private RowValue Halves(RowLowering lowering, RowValue products, string feature, string name)
    {
        LayoutAxis lowest = products.Layout.Axes[^1];
        if (lowest.Extent <= Two)
        {
            return products;
        }

        Layout layout = new(
            products.Layout.Dimensions.Select(dimension => dimension.Name == feature ? new LayoutDimension(feature, Two) : dimension),
            [.. products.Layout.Axes.SkipLast(1), lowest with { Extent = Two, Gap = SlotFill.Unused }],
            products.Layout.SlotCount,
            products.Layout.CiphertextCount);
        PackedSumSlots halves = new(products.Value, FeatureSum.Steps(Turns.InRow.Stride / Two, Two, layout.SlotCount), layout);
        return products with { Value = lowering.Builder.Add(halves, name), Layout = layout };
    }

    /// <summary>Weights of all pairs in all slots of each place, each ciphertext of turns by itself.</summary>
    /// <param name="lowering">The lowering.</param>
    /// <param name="weights">In any layout.</param>
    /// <param name="spread">Layout of the result; its lowest axis repeats.</param>
    /// <param name="turns">Those of the values, which may lie beside each other in a row.</param>
    /// <param name="name">Of the nodes.</param>
    public static RowValue Spread(RowLowering lowering, RowValue weights, Layout spread, PairTurns turns, string name)
    {
        bool isDoubled = turns.InRow.Count > 1 && turns.InRow.Stride > Two && spread.Axes[^1] is { IsIndex: false, Stride: 1 } lowest && lowest.Room == turns.InRow.Stride;
        Layout first = isDoubled ? Lowest(spread, Two) : spread;
        PackedLinearMap map = new(weights.Value, null, new LinearMap(weights.Layout, first), turns.InPairs);
        RowValue written = weights with { Value = lowering.Builder.Add(map, name), Layout = first };
        if (!isDoubled)
        {
            return written;
        }

        Layout all = Lowest(spread, turns.InRow.Stride);
        PackedSumSlots doubled = new(written.Value, FeatureSum.Steps(turns.InRow.Stride / Two, -Two, all.SlotCount), all);
        return written with { Value = lowering.Builder.Add(doubled, name), Layout = all };

        Layout Lowest(Layout layout, int copies) => new(
            layout.Dimensions,
            [.. layout.Axes.SkipLast(1), LayoutAxis.Copies(copies).Within(turns.InRow.Stride, SlotFill.Zero)],
            layout.SlotCount,
            layout.CiphertextCount);
    }
}
