using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Passes.Layouts;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>Values for pairs of tokens that repeat along the slots of a head's features, where turns lie beside each other in a row: nothing gathers them, and nothing spreads them.</summary>
/// <remarks>
/// Each place has a head's features twice, so that the sum over as many slots as these take is the same from every slot of the first half. What the second half
/// holds are sums over parts of two heads; values of the keys are zero there. Two levels less than <see cref="SlotPairs"/>, in more ciphertexts: for powers, not for polynomials.
/// </remarks>
/// <param name="Slots">That hold a pair's value again and again, a power of two.</param>
/// <param name="Turns">What meets.</param>
/// <param name="Room">Slots of a head, which hold its turns.</param>
internal sealed record RepeatedPairs(int Slots, PairTurns Turns, int Room)
{
    private const int Copies = 2;

    /// <summary>More of them cost more key switches than the levels save.</summary>
    public const int MostCiphertexts = 4;

    /// <summary>The way for a contraction; null where its ciphertexts would be many, or more than powers follow.</summary>
    /// <param name="lowering">The lowering.</param>
    /// <param name="pairs">What meets.</param>
    /// <param name="keys">Layout of the keys.</param>
    /// <param name="summed">What is summed over.</param>
    /// <param name="scores">The contraction.</param>
    public static RepeatedPairs? Of(RowLowering lowering, Pairs pairs, Layout keys, IReadOnlyList<string> summed, ValueId scores)
    {
        bool isLowest = summed is [string feature] && keys.Axes[^1].AddsTo(feature) && keys.Axes.Count(axis => axis.AddsTo(feature)) == 1;
        return isLowest && RowTurns.OfCopies(lowering.Rows, keys, Copies) is RowTurns inRow && lowering.Rows.Tokens / inRow.Count <= MostCiphertexts && inRow.Stride > Copies && OnlyPowers(lowering.Users, scores)
            ? new RepeatedPairs(inRow.Stride / Copies, PairTurns.OfKeys(lowering.Rows, pairs, inRow), keys.Axes[^1].Room)
            : null;
    }

    /// <summary>The way that a value of pairs went; null where it is not of this form.</summary>
    public static RepeatedPairs? Of(RowShape rows, Pairs pairs, Layout layout)
    {
        if (layout.Axes is not [.., LayoutAxis places, { IsCopies: true, Stride: 1 } lowest] || lowest.Room != Copies * lowest.Extent || !places.AddsTo(pairs.Key) || places.Stride != lowest.Room || places.StepOf(pairs.Key) != 1)
        {
            return null;
        }

        RowTurns inRow = new(places.Extent, lowest.Room);
        return layout.CiphertextCount * inRow.Count == rows.Tokens ? new RepeatedPairs(lowest.Extent, PairTurns.OfKeys(rows, pairs, inRow), places.Room) : null;
    }

    /// <summary>Whether the features of a head in a value's layout meet the weights, and zeros behind them what weights hold there.</summary>
    public bool Meets(RowShape rows, Layout values) => values.Axes[^1].Room == Room && RowTurns.Of(rows, values) is { Count: > 1 } turns && turns.Stride <= Slots;

    /// <summary>The scores, from the products of all turns.</summary>
    /// <param name="lowering">The lowering.</param>
    /// <param name="products">Of all turns.</param>
    /// <param name="operands">The contraction.</param>
    /// <param name="name">Of the nodes.</param>
    /// <param name="areSums">Whether twice the real part of the products is meant.</param>
    public RowValue Scores(RowLowering lowering, RowValue products, Contracted operands, string name, bool areSums)
    {
        string feature = operands.Summed[0];
        Layout layout = new(
            products.Layout.Dimensions.Where(dimension => dimension.Name != feature),
            [.. products.Layout.Axes.SkipLast(2), LayoutAxis.Copies(Slots).Within(Turns.InRow.Stride, SlotFill.Unused)],
            products.Layout.SlotCount,
            products.Layout.CiphertextCount);
        ValueId sums = lowering.Builder.Add(new PackedSumSlots(products.Value, FeatureSum.Steps(Slots, 1, layout.SlotCount), layout), name);
        ValueId scores = areSums ? lowering.Builder.Add(new PackedRealPart(sums), name) : sums;
        return new RowValue(scores, layout, operands.Result).WithAxes(operands.Result);
    }

    /// <summary>The sum of pairs over their keys, partial: ciphertexts are added, places double into the first one.</summary>
    public RowValue SumOverKeys(RowLowering lowering, RowValue pairs, string name)
    {
        Layout one = Turns.Pairs.Summed(lowering.Rows, pairs.Layout);
        ValueId sum = pairs.Layout.CiphertextCount == 1 ? pairs.Value : lowering.Builder.Add(new PackedSum(pairs.Value, one), name);
        Layout layout = new(
            one.Dimensions.Where(dimension => dimension.Name != Turns.Key),
            [.. one.Axes.SkipLast(2), LayoutAxis.Copies(Slots).Within(Room, SlotFill.Unused)],
            one.SlotCount);
        PackedSumSlots summed = new(sum, FeatureSum.Steps(Turns.InRow.Count, Turns.InRow.Stride, layout.SlotCount), layout);
        return pairs with { Value = lowering.Builder.Add(summed, name), Layout = layout, Pending = new PartialSum(Room, 1, 0) { Exact = Slots, Reach = 4 } };
    }

    /// <summary>Whether what becomes of scores on their way to a contraction are products and sums.</summary>
    public static bool OnlyPowers(IReadOnlyList<IReadOnlyList<Node>> users, ValueId scores) =>
        users[scores.Index].All(user => user.Op is Contract or ReduceOp || (user.Op is Multiply or Reshape or Transpose && OnlyPowers(users, user.Id)));
}
