using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Passes.Layouts;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>A value for each pair of tokens times a value of the keys, summed over the keys: the weighted sums of attention. Two levels.</summary>
/// <remarks>
/// A linear map of ones spreads what is in the slots of a head over ciphertexts and the head's features. Values are turned by baby steps; the sums of
/// each turn of queries are relinearized once and turned back.
/// </remarks>
internal static class KeySumKernel
{
    public static RowValue Lower(RowLowering lowering, Contracted operands, Pairs pairs, string name)
    {
        string[] shared = [.. operands.Left.Names.Where(other => other != pairs.Query && other != pairs.Key)];
        if (shared.Any(other => !operands.Right.Names.Contains(other)) || operands.Summed.Any(other => other != pairs.Key))
        {
            throw LayoutException.NotLaidOut("its values lack heads or inputs of a batch that the weights of pairs of tokens have, or are summed over more than the keys.");
        }

        Pairs.RequireHeadsInSlots(lowering.Rows, operands.Right.Layout, [.. operands.Right.Names.Except(shared)]);
        Layout one = Bundles.OneOf(operands.Right.Layout);
        RepeatedPairs? repeated = RepeatedPairs.Of(lowering.Rows, pairs, operands.Left.Layout) is RepeatedPairs found && found.Meets(lowering.Rows, one) ? found : null;
        LayoutDimension query = operands.Left.Layout.Dimension(pairs.Query);
        if (repeated is not null && operands.Right.Pending is HalvesInPairs)
        {
            return new HalvedPairs(repeated.Turns).WeightedSum(lowering, operands.Left, operands.Right, SumLayout(pairs, query, operands.Right.Layout), name).WithAxes(operands.Result);
        }

        RowValue values = Plaintexts.Masked(lowering, operands.Right.Whole(lowering, name), name);

        (PairTurns turns, RowValue weights) = repeated is not null ? (repeated.Turns, operands.Left) : Spread(lowering, operands.Left, pairs, one, shared, name);
        Layout sum = SumLayout(pairs, query, one);
        List<RowValue> sums = [];
        for (int c = 0; c < values.Layout.CiphertextCount; c++)
        {
            sums.Add(turns.Combine(lowering, weights, Bundles.Ciphertext(lowering, values, c, name), sum, name));
        }

        RowValue joined = Joined(lowering, pairs, sums, values.Layout, name);
        RowValue real = turns.InPairs ? joined with { Value = lowering.Builder.Add(new PackedRealPart(joined.Value), name) } : joined;
        return turns.InRow.Summed(lowering, real, name).WithAxes(operands.Result);
    }

    /// <summary>The weights of all turns beside the features that they meet.</summary>
    private static (PairTurns Turns, RowValue Weights) Spread(RowLowering lowering, RowValue weights, Pairs pairs, Layout values, string[] shared, string name)
    {
        PairTurns turns = PairTurns.Of(lowering, pairs, Pairs.InSlots(lowering.Rows, weights.Layout, shared), values);
        return (turns, Spread(lowering, Apart(lowering, weights, turns, shared, name), pairs, turns, values, shared, name));
    }

    /// <summary>Weights as <see cref="PairKernel"/> leaves them, their giant steps turned; others as they are.</summary>
    private static RowValue Apart(RowLowering lowering, RowValue weights, PairTurns turns, string[] shared, string name)
    {
        Layout pairs = turns.Pairs.Layout(lowering.Rows, weights.Layout, shared).Ordered(weights.Names);
        return new GiantTurns(turns).Apart(lowering.Rows, pairs) is Layout apart && LayoutFit.AreAlike(pairs, weights.Layout)
            ? new GiantTurns(turns).Turn(lowering, weights, -1, apart, name)
            : weights;
    }

    /// <summary>The weight of a pair in every slot of its head, each turn in a ciphertext of its own.</summary>
    private static RowValue Spread(RowLowering lowering, RowValue weights, Pairs pairs, PairTurns turns, Layout value, string[] shared, string name)
    {
        Layout places = turns.InRow.With(value, LayoutAxis.Of(pairs.Key, turns.InRow.Count));
        AxisStack axes = new(places.SlotAxes.Select(axis => axis.WithTerms(axis.Terms.SelectMany(term => Terms(axis, term)))), value.SlotCount);
        turns.Put(lowering.Rows, axes);
        Layout output = axes.Layout(weights.Names.Select(other => shared.Contains(other) ? value.Dimension(other) : weights.Layout.Dimension(other)), value.SlotCount);
        return SlotPairs.Spread(lowering, weights, output, turns, name);

        IEnumerable<AxisTerm> Terms(LayoutAxis axis, AxisTerm term) => term.Dimension == pairs.Key && lowering.Rows.IsOfTokens(axis) ? [new AxisTerm(pairs.Query, 1), term]
            : term.Dimension == pairs.Key || shared.Contains(term.Dimension) ? [term]
            : [];
    }

    /// <summary>The values with queries where they have keys.</summary>
    private static Layout SumLayout(Pairs pairs, LayoutDimension query, Layout value) => new(
        value.Dimensions.Select(dimension => dimension.Name == pairs.Key ? query : dimension),
        value.Axes.Select(axis => axis.AddsTo(pairs.Key) ? axis.WithTerms([new(pairs.Query, 1)]) : axis),
        value.SlotCount,
        value.CiphertextCount);

    private static RowValue Joined(RowLowering lowering, Pairs pairs, List<RowValue> sums, Layout values, string name)
    {
        if (sums is [RowValue only])
        {
            return only;
        }

        Layout sum = sums[0].Layout;
        Layout layout = new(
            values.Dimensions.Select(dimension => dimension.Name == pairs.Key ? sum.Dimension(pairs.Query) : dimension),
            [.. values.CiphertextAxes, .. sum.SlotAxes],
            values.SlotCount,
            values.CiphertextCount);
        return RowValue.OfLayout(lowering.Builder.Add(new PackedJoin(sums.Select(static part => part.Value).ToEquatableArray(), layout), name), layout);
    }
}
