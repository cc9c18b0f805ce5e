using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Passes.Layouts;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>Pairs of tokens in diagonal order: row r holds query r - hi x <see cref="Baby"/> and key r + lo, all pairs for hi below <see cref="Giants"/> and lo below <see cref="Baby"/>.</summary>
/// <remarks>
/// hi counts ciphertexts, and so does the high part of lo; the low part counts the slots of a head. A value of queries turned by hi x Baby rows, or of keys by lo rows,
/// is cyclic, so that any number of tokens up to the rows is exact. Baby steps and giant steps: about twice the root of the tokens for each operand.
/// </remarks>
/// <param name="Query">Dimension of the queries.</param>
/// <param name="Key">Dimension of the keys.</param>
/// <param name="Giants">Turns of queries.</param>
/// <param name="Baby">Turns of keys between two of queries.</param>
internal sealed record PairRows(string Query, string Key, int Giants, int Baby)
{
    /// <summary>The split for so many rows. With several giants each goes at most a quarter of the way.</summary>
    public static PairRows For(RowShape rows, string query, string key)
    {
        int baby = 1;
        while (baby * baby < rows.Tokens)
        {
            baby *= 2;
        }

        return baby * 4 > rows.Tokens ? new PairRows(query, key, 1, rows.Tokens) : new PairRows(query, key, rows.Tokens / baby, baby);
    }

    /// <summary>The pairs of a layout; null where its rows count no two dimensions.</summary>
    public static PairRows? Of(RowShape rows, Layout layout)
    {
        LayoutAxis row = layout.SlotAxes.FirstOrDefault(axis => axis.Stride == rows.TokenStride && axis.Room == rows.Slots);
        if (row.Terms.Count != 2)
        {
            return null;
        }

        string[] names = [row.Terms[0].Dimension, row.Terms[1].Dimension];
        LayoutAxis giant = layout.CiphertextAxes.FirstOrDefault(axis => names.Any(name => axis.StepOf(name) * 4 >= rows.Tokens * 3));
        string query = giant.Extent == 0
            ? names.First(name => !layout.Axes.Any(axis => axis != row && axis.AddsTo(name)))
            : names.First(giant.AddsTo);
        string key = names.First(name => name != query);

        return giant.Extent == 0 ? new PairRows(query, key, 1, rows.Tokens) : new PairRows(query, key, giant.Extent, rows.Tokens - giant.StepOf(query));
    }

    /// <summary>Layout of a value for each pair and head: low parts of lo in the slots of a head.</summary>
    /// <param name="rows">Rows of the circuit.</param>
    /// <param name="query">Tokens that are queries, of <see cref="RowShape.Tokens"/>.</param>
    /// <param name="key">Tokens that are keys.</param>
    /// <param name="beside">Heads and batch.</param>
    public Layout Layout(RowShape rows, LayoutDimension query, LayoutDimension key, IReadOnlyList<TensorDimension> beside)
    {
        int heads = beside.Where(static dimension => dimension.Role == AxisRole.Feature).Aggregate(1, static (product, dimension) => product * dimension.Extent);
        int inSlots = Math.Min(Baby, RowLayouts.SlotsOfHead(heads, rows.Features));
        TensorDimension low = new(Key, inSlots, AxisRole.Feature);
        TensorDimension row = new(Query, rows.Tokens, AxisRole.Token);
        Layout one = RowLayouts.Of(rows, inSlots > 1 ? [row, .. beside, low] : [row, .. beside]);
        List<LayoutAxis> axes = [.. one.Axes.Select(axis => axis.AddsTo(Query) ? axis with { Terms = EquatableArray<AxisTerm>.Of(new AxisTerm(Query, 1), new AxisTerm(Key, 1)) } : axis)];
        long addresses = one.AddressCount;
        Put(axes, LayoutAxis.Of(Key, Baby / inSlots, inSlots), ref addresses);
        Put(axes, LayoutAxis.Of(Query, Giants, rows.Tokens - Baby), ref addresses);

        return new Layout([.. one.Dimensions.Where(dimension => dimension.Name != Key && dimension.Name != Query), query, key], axes, rows.Slots, (int)(addresses / rows.Slots));
    }

    /// <summary>A value of queries in all turns, so that it lies beside a value of pairs.</summary>
    /// <returns>False where its rows are not the queries alone.</returns>
    public bool TryTurn(RowLowering lowering, RowValue value, Layout whole, string name, out RowValue turned)
    {
        turned = value;
        if (value.Layout.CiphertextCount != 1 || !value.Names.Contains(Query) || value.Names.Contains(Key))
        {
            return false;
        }

        turned = Queries(lowering, value, whole.CiphertextCount / Giants, name);
        return LayoutFit.Covers(whole, turned.Layout, out _);
    }

    /// <summary>Sums of the ciphertexts of every turn, turned back to the rows of the queries and added: what remains of the keys lies in the slots of a head.</summary>
    /// <param name="lowering">The lowering.</param>
    /// <param name="value">A value of pairs; of degree 2 as well.</param>
    /// <param name="name">Of the nodes.</param>
    public RowValue Combine(RowLowering lowering, RowValue value, string name)
    {
        GraphBuilder builder = lowering.Builder;
        Layout partial = PartialLayout(lowering.Rows, value.Layout);
        int each = value.Layout.CiphertextCount / Giants;
        RowValue? total = null;
        for (int giant = 0; giant < Giants; giant++)
        {
            LayoutDimension query = partial.Dimension(Query);
            Layout layout = partial.With(query with { Offset = (int)((long)giant * (query.Size - Baby) % query.Size) });
            ValueId part = Giants == 1 ? value.Value : builder.Add(new PackedPart(value.Value, giant * each, value.Layout.Part(giant * each, each)), name);
            ValueId sum = each == 1 ? part : builder.Add(new PackedSum(part, layout), name);
            RowValue back = Turned(lowering, value with { Value = sum, Layout = layout }, giant * Baby * lowering.Rows.TokenStride, name);
            total = total is null ? back : total with { Value = builder.Add(new PackedAdd(total.Value, back.Value, partial), name) };
        }

        string[] kept = [.. partial.Dimensions.Select(static dimension => dimension.Name)];
        return total! with { Layout = partial, Axes = [.. value.Axes.Select(axis => axis.Where(kept.Contains).ToArray())] };
    }

    private Layout PartialLayout(RowShape rows, Layout layout)
    {
        LayoutAxis[] axes = [.. layout.SlotAxes.Select(axis => axis.Room == rows.Slots ? axis with { Terms = EquatableArray<AxisTerm>.Of(new AxisTerm(Query, 1)) } : axis)];
        int left = axes.Where(axis => axis.AddsTo(Key)).Aggregate(1, static (product, axis) => product * axis.Extent);
        IEnumerable<LayoutDimension> dimensions = layout.Dimensions
            .Where(dimension => dimension.Name != Key || left > 1)
            .Select(dimension => dimension.Name == Key ? new LayoutDimension(Key, left) : dimension);

        return new Layout(dimensions, axes, layout.SlotCount);
    }

    /// <summary>A value of queries turned by all giants, each turn so many times.</summary>
    public RowValue Queries(RowLowering lowering, RowValue value, int times, string name)
    {
        int back = lowering.Rows.Slots - (Baby * lowering.Rows.TokenStride);
        RowValue[] turns = Turns(lowering, value, Giants, back, name);
        Layout one = Turn(value.Layout, Query, Giants, lowering.Rows.Tokens - Baby, times, innermost: false);
        PackedJoin join = new(turns.SelectMany(turn => Enumerable.Repeat(turn.Value, times)).ToEquatableArray(), one);
        return value with { Value = join.Parts.Count == 1 ? value.Value : lowering.Builder.Add(join, name), Layout = one };
    }

    /// <summary>A value of keys turned by all babies, all turns so many times.</summary>
    public RowValue Keys(RowLowering lowering, RowValue value, int times, string name)
    {
        RowValue[] turns = Turns(lowering, value, Baby, lowering.Rows.TokenStride, name);
        Layout one = Turn(value.Layout, Key, Baby, 1, times, innermost: true);
        PackedJoin join = new(Enumerable.Repeat(turns, times).SelectMany(static turn => turn).Select(static turn => turn.Value).ToEquatableArray(), one);
        return value with { Value = join.Parts.Count == 1 ? value.Value : lowering.Builder.Add(join, name), Layout = one };
    }

    private static RowValue[] Turns(RowLowering lowering, RowValue value, int count, int slots, string name) =>
        [.. Enumerable.Range(0, count).Select(turn => Turned(lowering, value, (int)((long)turn * slots % lowering.Rows.Slots), name))];

    private static RowValue Turned(RowLowering lowering, RowValue value, int steps, string name)
    {
        Layout layout = value.Layout.Rotated(steps);
        return steps == 0 ? value : value with { Value = lowering.Builder.Add(new PackedRotate(value.Value, steps, layout), name), Layout = layout };
    }

    private static Layout Turn(Layout layout, string dimension, int turns, int step, int times, bool innermost)
    {
        List<LayoutAxis> axes = [.. layout.Axes];
        long addresses = layout.AddressCount;
        LayoutAxis along = LayoutAxis.Of(dimension, turns, step);
        LayoutAxis copies = LayoutAxis.Copies(times);
        Put(axes, innermost ? along : copies, ref addresses);
        Put(axes, innermost ? copies : along, ref addresses);
        return new Layout(layout.Dimensions, axes, layout.SlotCount, (int)(addresses / layout.SlotCount));
    }

    private static void Put(List<LayoutAxis> axes, LayoutAxis axis, ref long addresses)
    {
        if (axis.Extent > 1)
        {
            axes.Insert(0, axis with { Stride = (int)addresses, Room = (int)(addresses * axis.Extent) });
            addresses *= axis.Extent;
        }
    }
}
