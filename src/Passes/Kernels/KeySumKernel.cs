using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Passes.Layouts;
using PowerSoftmax.Passes.Lowering;

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
        RowValue values = Plaintexts.Masked(lowering, operands.Right, name);
        Layout one = Bundles.OneOf(values.Layout);
        PairTurns turns = PairTurns.Of(lowering.Rows, pairs, Pairs.InSlots(lowering.Rows, operands.Left.Layout, shared));
        RowValue weights = Spread(lowering, Apart(lowering, operands.Left, turns, shared, name), pairs, turns, one, shared, name);
        Layout sum = SumLayout(pairs, operands.Left.Layout.Dimension(pairs.Query), one);
        List<ValueId> sums = [];
        for (int c = 0; c < values.Layout.CiphertextCount; c++)
        {
            sums.Add(turns.Combine(lowering, weights, Bundles.Ciphertext(lowering, values, c, name), sum, name));
        }

        RowValue joined = Joined(lowering, operands, pairs, sums, sum, values.Layout, name);
        return turns.InPairs(lowering) ? joined with { Value = lowering.Builder.Add(new PackedRealPart(joined.Value), name) } : joined;
    }

    /// <summary>Weights as <see cref="PairKernel"/> leaves them, their giant steps turned; others as they are.</summary>
    private static RowValue Apart(RowLowering lowering, RowValue weights, PairTurns turns, string[] shared, string name)
    {
        Layout pairs = turns.Pairs.Layout(lowering.Rows, weights.Layout, shared).Ordered(weights.Names);
        return turns.GiantsApart(lowering.Rows, pairs) is Layout apart && LayoutFit.AreAlike(pairs, weights.Layout)
            ? turns.TurnGiants(lowering, weights, -1, apart, name)
            : weights;
    }

    /// <summary>The weight of a pair in every slot of its head, each turn in a ciphertext of its own.</summary>
    private static RowValue Spread(RowLowering lowering, RowValue weights, Pairs pairs, PairTurns turns, Layout value, string[] shared, string name)
    {
        AxisStack axes = new(value.SlotAxes.Select(axis => axis.WithTerms(axis.Terms.SelectMany(Terms))), value.SlotCount);
        turns.Put(lowering.Rows, axes);
        Layout output = axes.Layout(weights.Names.Select(other => shared.Contains(other) ? value.Dimension(other) : weights.Layout.Dimension(other)), value.SlotCount);
        PackedLinearMap map = new(weights.Value, null, new LinearMap(weights.Layout, output), turns.InPairs(lowering));
        return weights with { Value = lowering.Builder.Add(map, name), Layout = output };

        IEnumerable<AxisTerm> Terms(AxisTerm term) => term.Dimension == pairs.Key ? [new AxisTerm(pairs.Query, 1), term]
            : shared.Contains(term.Dimension) ? [term]
            : [];
    }

    /// <summary>A ciphertext of the values with queries where it has keys.</summary>
    private static Layout SumLayout(Pairs pairs, LayoutDimension query, Layout value) => new(
        value.Dimensions.Select(dimension => dimension.Name == pairs.Key ? query : dimension),
        value.Axes.Select(axis => axis.AddsTo(pairs.Key) ? axis.WithTerms([new(pairs.Query, 1)]) : axis),
        value.SlotCount);

    private static RowValue Joined(RowLowering lowering, Contracted operands, Pairs pairs, List<ValueId> sums, Layout sum, Layout values, string name)
    {
        Layout layout = new(
            values.Dimensions.Select(dimension => dimension.Name == pairs.Key ? sum.Dimension(pairs.Query) : dimension),
            [.. values.CiphertextAxes, .. sum.SlotAxes],
            values.SlotCount,
            values.CiphertextCount);
        ValueId joined = sums.Count == 1 ? sums[0] : lowering.Builder.Add(new PackedJoin(sums.ToEquatableArray(), layout), name);
        return new RowValue(joined, layout, operands.Result).WithAxes(operands.Result);
    }
}
