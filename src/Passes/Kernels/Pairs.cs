using System.Numerics;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Passes.Layouts;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>Values for pairs of tokens, in diagonal order: row i holds query i and key i + k; k counts the slots of a head, and what these do not hold ciphertexts.</summary>
/// <remarks>As many ciphertexts as all pairs of all heads need, and rows that are those of the queries: what belongs to a query lies beside its pairs.</remarks>
/// <param name="Query">Dimension of the queries.</param>
/// <param name="Key">Dimension of the keys.</param>
internal sealed record Pairs(string Query, string Key)
{
    /// <summary>The pairs of a layout; null where its rows count no two dimensions.</summary>
    public static Pairs? Of(RowShape rows, Layout layout)
    {
        if (rows.TokensOf(layout) is not [string first, string second])
        {
            return null;
        }

        // The keys of a row lie in slots or ciphertexts, too.
        return layout.Axes.Any(axis => axis.AddsTo(first) && !axis.AddsTo(second)) ? new Pairs(second, first) : new Pairs(first, second);
    }

    /// <summary>Heads must lie in the slots of a row: ciphertexts count what is in a head alone.</summary>
    /// <param name="rows">Rows of the circuit.</param>
    /// <param name="layout">Of an operand.</param>
    /// <param name="others">Its dimensions that are no heads.</param>
    /// <exception cref="LayoutException">A row has fewer slots than heads.</exception>
    public static void RequireHeadsInSlots(RowShape rows, Layout layout, IReadOnlyCollection<string> others)
    {
        if (layout.Dimensions.FirstOrDefault(dimension => !others.Contains(dimension.Name) && layout.CiphertextAxes.Any(axis => axis.AddsTo(dimension.Name))) is { Name: not null } heads)
        {
            int needed = PowersOfTwo.BitsFor(heads.Extent) + BitOperations.Log2((uint)(rows.Slots / rows.Features));
            throw LayoutException.TooLarge(
                $"an attention of {heads.Extent} heads in rows of {rows.Features} slots", needed, rows.Slots, $"in rows of these tokens at most {rows.Features} heads fit");
        }
    }

    /// <summary>The layout of a value for each pair.</summary>
    /// <param name="rows">Rows of the circuit.</param>
    /// <param name="like">A layout with both dimensions and those beside them.</param>
    /// <param name="beside">Heads and batch.</param>
    public Layout Layout(RowShape rows, Layout like, IEnumerable<string> beside) =>
        Layout(rows, like.Dimension(Query), like.Dimension(Key), [.. beside.Select(other => rows.DimensionOf(like, other))]);

    /// <summary>Pairs of a query that lie in the slots of a head.</summary>
    /// <param name="rows">Rows of the circuit.</param>
    /// <param name="like">A layout with what lies beside the pairs.</param>
    /// <param name="beside">Heads and batch.</param>
    public static int InSlots(RowShape rows, Layout like, IEnumerable<string> beside) => InSlots(rows, [.. beside.Select(other => rows.DimensionOf(like, other))]);

    private static int InSlots(RowShape rows, IReadOnlyList<TensorDimension> beside)
    {
        int heads = beside.Where(static dimension => dimension.Role == AxisRole.Feature).Aggregate(1, static (product, dimension) => product * dimension.Extent);
        return Math.Min(rows.Tokens, RowLayouts.SlotsOfHead(heads, rows.Features));
    }

    private Layout Layout(RowShape rows, LayoutDimension query, LayoutDimension key, IReadOnlyList<TensorDimension> beside)
    {
        int inSlots = InSlots(rows, beside);
        TensorDimension row = new(Query, rows.Tokens, AxisRole.Token);
        TensorDimension slot = new(Key, inSlots, AxisRole.Feature);
        Layout one = RowLayouts.Of(rows, inSlots > 1 ? [row, .. beside, slot] : [row, .. beside]);
        AxisStack axes = new(one.Axes.Select(axis => axis.AddsTo(Query) ? axis.WithTerms([new(Query, 1), new(Key, 1)]) : axis), one.AddressCount);
        axes.Put(LayoutAxis.Of(Key, rows.Tokens / inSlots, inSlots));

        return axes.Layout([.. one.Dimensions.Where(dimension => dimension.Name != Key && dimension.Name != Query), query, key], rows.Slots);
    }

    /// <summary>The layout of the sum of all ciphertexts: row i holds query i, and the slots of a head what remains of its keys.</summary>
    public Layout Summed(RowShape rows, Layout layout)
    {
        LayoutAxis[] axes = [.. layout.SlotAxes.Select(axis => axis.Room == rows.Slots ? axis.WithTerms([new(Query, 1)]) : axis)];
        int left = axes.Where(axis => axis.AddsTo(Key)).Aggregate(1, static (product, axis) => product * axis.Extent);
        IEnumerable<LayoutDimension> dimensions = layout.Dimensions
            .Where(dimension => dimension.Name != Key || left > 1)
            .Select(dimension => dimension.Name == Key ? new LayoutDimension(Key, left) : dimension);

        return new Layout(dimensions, axes, layout.SlotCount);
    }
}
