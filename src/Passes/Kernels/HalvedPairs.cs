using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Passes.Layouts;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>Scores and weighted sums of heads whose halves are one complex number (<see cref="HalvedHeads"/>), where turns lie beside each other in a row.</summary>
/// <param name="Turns">What meets.</param>
internal sealed record HalvedPairs(PairTurns Turns)
{
    /// <summary>Products of queries and keys for all turns, a ciphertext for those of a row: sums of both halves, whose real parts are half of what is meant.</summary>
    /// <param name="lowering">The lowering.</param>
    /// <param name="queries">Half of the queries, in pairs, second halves negated.</param>
    /// <param name="keys">The keys, in pairs.</param>
    /// <param name="name">Of the nodes.</param>
    public RowValue Products(RowLowering lowering, RowValue queries, RowValue keys, string name)
    {
        RowValue repeated = Turns.InRow.Repeated(lowering, queries with { Pending = null }, name);
        RowValue turned = Turns.InRow.Turned(lowering, keys with { Pending = null }, Turns.Key, name);
        Layout products = LayoutProduct.Of(AxisStack.Above(Bundles.OneOf(repeated.Layout), [LayoutAxis.Copies(Turns.Ciphertexts)]), AxisStack.Above(Bundles.OneOf(turned.Layout), [Turns.KeyAxis]));
        ValueId[] sums =
        [
            .. Enumerable.Range(0, Turns.Ciphertexts).Select(turn =>
                lowering.Builder.Add(new PackedInnerProduct(repeated.Value, Turned(lowering, turned, turn, name), products.Part(turn, 1), Subtracts: true), name)),
        ];
        return RowValue.OfLayout(Bundles.Joined(lowering, sums, products, name), products);
    }

    /// <summary>The sum over all turns of weights times values, in pairs still.</summary>
    /// <param name="lowering">The lowering.</param>
    /// <param name="weights">One for each slot of a half, a ciphertext for the turns of a row.</param>
    /// <param name="values">In pairs.</param>
    /// <param name="sum">Layout of the result, of one place of a head.</param>
    /// <param name="name">Of the nodes.</param>
    public RowValue WeightedSum(RowLowering lowering, RowValue weights, RowValue values, Layout sum, string name)
    {
        RowValue turned = Turns.InRow.Turned(lowering, values with { Pending = null }, Turns.Key, name);
        IEnumerable<ValueId> operands = Enumerable.Range(0, Turns.Ciphertexts)
            .SelectMany(turn => new[] { Bundles.Ciphertext(lowering, weights, turn, name).Value, Turned(lowering, turned, turn, name) });
        Layout places = Turns.InRow.Apart(sum, lowering.NewName("p"));
        RowValue products = RowValue.OfLayout(lowering.Builder.Add(new PackedMultiplyPairs(operands.ToEquatableArray(), places), name), places);
        return Turns.InRow.Summed(lowering, products, name) with { Pending = new ValueInPairs() };
    }

    private ValueId Turned(RowLowering lowering, RowValue value, int turn, string name) =>
        RowRotation.Of(lowering, value.Value, value.Layout, turn * Turns.InRow.Count, name);
}
