using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace PowerSoftmax.Ir.Layouts;

/// <summary>Layouts made from layouts.</summary>
public static class LayoutExtensions
{
    /// <summary>
    /// The layout in which a tensor over only these dimensions is repeated along all the others: how a bias or a mask must lie
    /// to be combined with a value of this layout. Gaps stay.
    /// </summary>
    public static Layout Only(this Layout layout, params string[] dimensions) => new(
        dimensions.Select(layout.Dimension),
        layout.Axes.Select(axis => axis.WithTerms(axis.Terms.Where(term => dimensions.Contains(term.Dimension)))),
        layout.SlotCount,
        layout.CiphertextCount);

    /// <summary>The same layout with another name for a dimension.</summary>
    public static Layout Renamed(this Layout layout, string from, string to) => from == to ? layout : layout.Renamed(new Dictionary<string, string> { [from] = to });

    /// <summary>The same layout under other names, all at once; names that are not mapped stay.</summary>
    public static Layout Renamed(this Layout layout, IReadOnlyDictionary<string, string> names)
    {
        return new Layout(
            layout.Dimensions.Select(dimension => dimension with { Name = To(dimension.Name) }),
            layout.Axes.Select(axis => axis.WithTerms(axis.Terms.Select(term => term with { Dimension = To(term.Dimension) }))),
            layout.SlotCount,
            layout.CiphertextCount);

        string To(string name) => names.TryGetValue(name, out string? other) ? other : name;
    }

    /// <summary>The same layout with its dimensions named by their order: layouts that differ in names alone are equal then.</summary>
    public static Layout WithNamesByOrder(this Layout layout) => layout.Renamed(NamesByOrder(layout.Dimensions));

    /// <summary>A name for each dimension that tells its place alone.</summary>
    /// <param name="dimensions">Some may have one name; the first counts.</param>
    internal static IReadOnlyDictionary<string, string> NamesByOrder(IEnumerable<LayoutDimension> dimensions) => dimensions
        .Select(static dimension => dimension.Name).Distinct().Select(static (name, index) => (Name: name, Index: index))
        .ToDictionary(static entry => entry.Name, static entry => "d" + entry.Index.ToString(CultureInfo.InvariantCulture));

    /// <summary>The same layout with another dimension of that name.</summary>
    public static Layout With(this Layout layout, LayoutDimension changed) => new(
        layout.Dimensions.Select(dimension => dimension.Name == changed.Name ? changed : dimension), layout.Axes, layout.SlotCount, layout.CiphertextCount);
}
