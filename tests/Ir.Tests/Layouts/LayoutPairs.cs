using CsCheck;
using PowerSoftmax.Ir.Layouts;

namespace PowerSoftmax.Ir.Tests.Layouts;

/// <summary>Two layouts that are combined slot by slot.</summary>
internal static class LayoutPairs
{
    /// <summary>A layout and one made of it: other gaps, other padding, fewer dimensions, another name; or two that have nothing to do with each other.</summary>
    public static Gen<(Layout Left, Layout Right)> Any { get; } = RandomLayouts.From(static random =>
    {
        Layout left = new LayoutDraw(random).Draw();
        Layout right = random.Next(4) == 0 ? new LayoutDraw(random).Draw() : Like(left, random);
        return random.Next(2) == 0 ? (left, right) : (right, left);
    });

    /// <summary>Whether a product says of every slot in which both factors have an element that it holds one.</summary>
    public static bool HoldsEveryElement((Layout Left, Layout Right) pair, Layout product) =>
        SlotIndices.Of(pair.Left).Zip(SlotIndices.Of(pair.Right), SlotIndices.Of(product)).All(static slot => (slot.First >= 0 && slot.Second >= 0) == (slot.Third >= 0));

    /// <summary>The sum of a value's elements of these indices over those of one dimension that they do not name, or name as a part of a larger one.</summary>
    public static double SumOver(Layout layout, SlotValues value, IReadOnlyDictionary<string, int> indices, string dimension)
    {
        int extent = layout.Dimension(dimension).Extent;
        int step = indices.ContainsKey(dimension) ? layout.CiphertextAxes.First(axis => axis.AddsTo(dimension)).StepOf(dimension) : 1;
        double sum = 0;
        for (int i = indices.TryGetValue(dimension, out int part) ? part : 0; i < extent; i += step)
        {
            sum += value.Element(new Dictionary<string, int>(indices) { [dimension] = i });
        }

        return sum;
    }

    private static Layout Like(Layout layout, Random random)
    {
        HashSet<string> dropped = [.. layout.Dimensions.Select(static dimension => dimension.Name).Where(_ => random.Next(3) == 0)];
        string? renamed = layout.Dimensions.Select(static dimension => dimension.Name).FirstOrDefault(_ => random.Next(4) == 0);
        IEnumerable<LayoutAxis> axes = layout.Axes.Select(axis => axis with { Gap = random.Next(2) == 0 ? SlotFill.Zero : SlotFill.Unused });
        IEnumerable<LayoutDimension> dimensions = layout.Dimensions.Select(dimension => dimension with { Padding = random.Next(2) == 0 ? SlotFill.Zero : SlotFill.Unused });
        Layout other = new Layout(dimensions, axes, layout.SlotCount, layout.CiphertextCount)
            .Only([.. layout.Dimensions.Select(static dimension => dimension.Name).Where(name => !dropped.Contains(name))]);
        return renamed is null || dropped.Contains(renamed) ? other : other.Renamed(renamed, "x");
    }
}
