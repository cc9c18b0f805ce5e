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
    public static RowValue Lower(RowLowering lowering, Contracted operands, PairRows pairs, string name)
    {
        RowValue values = Plaintexts.Masked(lowering, operands.Right, name);
        string[] shared = [.. operands.Left.Names.Where(other => other != pairs.Query && other != pairs.Key)];
        if (shared.Any(other => !values.Names.Contains(other)) || operands.Summed.Any(other => other != pairs.Key))
        {
            throw LayoutException.NotLaidOut("its values lack heads or inputs of a batch that the weights of pairs of tokens have, or are summed over more than the keys.");
        }

        Layout one = Bundles.OneOf(values.Layout);
        RowValue weights = Spread(lowering, operands.Left, pairs, one, shared, name);
        List<RowValue> sums = [];
        for (int c = 0; c < values.Layout.CiphertextCount; c++)
        {
            RowValue turned = pairs.Keys(lowering, Bundles.Ciphertext(lowering, values, c, name), pairs.Giants, name);
            Layout layout = LayoutProduct.Of(weights.Layout, turned.Layout);
            ValueId product = lowering.Builder.Add(new PackedMultiply(weights.Value, turned.Value, layout), name);
            sums.Add(pairs.Combine(lowering, new RowValue(product, layout, [[.. layout.Dimensions.Select(static dimension => dimension.Name)]]), name));
        }

        return Joined(lowering, operands, pairs, sums, values.Layout, name);
    }

    /// <summary>The weight of a pair in every slot of its head, each turn in a ciphertext of its own.</summary>
    private static RowValue Spread(RowLowering lowering, RowValue weights, PairRows pairs, Layout value, string[] shared, string name)
    {
        RowShape rows = lowering.Rows;
        List<LayoutAxis> axes = [.. value.SlotAxes.Select(axis => axis with { Terms = axis.Terms.SelectMany(Terms).ToEquatableArray() })];
        long addresses = rows.Slots;
        Put(LayoutAxis.Of(pairs.Key, pairs.Baby));
        Put(LayoutAxis.Of(pairs.Query, pairs.Giants, rows.Tokens - pairs.Baby));
        Layout output = new(
            weights.Names.Select(other => shared.Contains(other) ? value.Dimension(other) : weights.Layout.Dimension(other)), axes, rows.Slots, (int)(addresses / rows.Slots));
        PackedLinearMap map = new(weights.Value, null, new LinearMap(weights.Layout, output));
        return weights with { Value = lowering.Builder.Add(map, name), Layout = output };

        IEnumerable<AxisTerm> Terms(AxisTerm term) => term.Dimension == pairs.Key ? [new AxisTerm(pairs.Query, 1), term]
            : shared.Contains(term.Dimension) ? [term]
            : [];

        void Put(LayoutAxis axis)
        {
            if (axis.Extent > 1)
            {
                axes.Insert(0, axis with { Stride = (int)addresses, Room = (int)(addresses * axis.Extent) });
                addresses *= axis.Extent;
            }
        }
    }

    private static RowValue Joined(RowLowering lowering, Contracted operands, PairRows pairs, List<RowValue> sums, Layout values, string name)
    {
        RowShape rows = lowering.Rows;
        LayoutDimension query = sums[0].Layout.Dimension(pairs.Query);
        Layout layout = new(
            values.Dimensions.Select(dimension => dimension.Name == pairs.Key ? query : dimension),
            [.. values.CiphertextAxes, .. sums[0].Layout.SlotAxes],
            rows.Slots,
            values.CiphertextCount);
        ValueId joined = sums.Count == 1 ? sums[0].Value : lowering.Builder.Add(new PackedJoin(sums.Select(static sum => sum.Value).ToEquatableArray(), layout), name);
        return new RowValue(joined, layout, operands.Result).WithAxes(operands.Result);
    }
}
