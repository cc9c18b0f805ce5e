using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Layouts;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>How all queries meet all keys: keys are turned by lo rows, queries back by hi x <see cref="Baby"/> rows, for all lo below <see cref="Baby"/> and hi below <see cref="Giants"/>.</summary>
/// <remarks>
/// Turns of rows are cyclic, so that any number of tokens up to the rows is exact. Baby steps and giant steps: about the root of the rows for each operand. A
/// bundle has a ciphertext for each hi, and in these for each lo.
/// </remarks>
/// <param name="Query">Dimension of the queries.</param>
/// <param name="Key">Dimension of the keys.</param>
/// <param name="Giants">Turns of queries, a power of two.</param>
/// <param name="Baby">Turns of keys, a power of two.</param>
/// <param name="InRow">Those of them that lie beside each other in the slots of a head.</param>
/// <param name="InPairs">Whether neighbouring turns of keys go in pairs.</param>
internal sealed record PairTurns(string Query, string Key, int Giants, int Baby, RowTurns InRow, bool InPairs)
{
    /// <summary>Ciphertexts that the products of all turns take.</summary>
    public int Ciphertexts => Giants * Babies;

    /// <summary>Ciphertexts that the turns of keys take.</summary>
    private int Babies => Baby / InRow.Count;

    /// <summary>The pairs that meet.</summary>
    public Pairs Pairs => new(Query, Key);

    /// <summary>The split of all rows of tokens with the fewest turns of ciphertexts, or the next one where a ciphertext of pairs then belongs to one giant step (<see cref="GiantTurns"/>).</summary>
    /// <param name="lowering">The lowering.</param>
    /// <param name="pairs">What meets.</param>
    /// <param name="inSlots">Pairs of a query in the slots of a head.</param>
    /// <param name="keys">Layout of a ciphertext of keys.</param>
    public static PairTurns Of(RowLowering lowering, Pairs pairs, int inSlots, Layout keys)
    {
        RowShape rows = lowering.Rows;
        RowTurns inRow = RowTurns.Of(rows, keys);
        int babies = 1;
        while (babies * babies < rows.Tokens / inRow.Count)
        {
            babies *= 2;
        }

        int baby = babies * inRow.Count;
        baby = inSlots == 2 * baby ? inSlots : baby;
        return new PairTurns(pairs.Query, pairs.Key, rows.Tokens / baby, baby, inRow, InPairs: lowering.HasConjugation && baby > inRow.Count);
    }

    /// <summary>All turns by turns of keys, those of a row beside each other, and no two ciphertexts of them in a pair.</summary>
    public static PairTurns OfKeys(RowShape rows, Pairs pairs, RowTurns inRow) => new(pairs.Query, pairs.Key, Giants: 1, rows.Tokens, inRow, InPairs: false);

    /// <summary>Products of a value of queries in all its turns with one of keys in all its turns, summed over ciphertexts; those of neighbouring turns of keys in pairs where there may be pairs.</summary>
    /// <param name="lowering">The lowering.</param>
    /// <param name="queries">Each ciphertext by itself.</param>
    /// <param name="keys">The same, as many.</param>
    /// <param name="name">Of the nodes.</param>
    public RowValue Products(RowLowering lowering, IReadOnlyList<RowValue> queries, IReadOnlyList<RowValue> keys, string name)
    {
        RowValue[] turned = [.. keys.Select(key => Keys(lowering, key, SlotForm.Pairs, name))];
        if (!InPairs)
        {
            return queries.Zip(turned, (query, key) => MultiplyKernel.Slotwise(lowering, Queries(lowering, query, Babies, name), Move.Repeat(lowering, key, Giants, name), name))
                .Aggregate((sum, product) => sum with { Value = lowering.Builder.Add(new PackedAdd(sum.Value, product.Value, sum.Layout), name) });
        }

        Layout layout = LayoutProduct.Of(
            AxisStack.Above(InRow.With(queries[0].Layout, LayoutAxis.Copies(InRow.Count)), QueryAxes(lowering.Rows, Babies)), AxisStack.Above(turned[0].Layout, [LayoutAxis.Copies(Giants)]));
        IEnumerable<ValueId> operands = queries.Zip(turned).SelectMany(operand => new[] { Queries(lowering, operand.First, 1, name).Value, operand.Second.Value });
        return RowValue.OfLayout(lowering.Builder.Add(new PackedMultiplyPairs(operands.ToEquatableArray(), layout), name), layout);
    }

    /// <summary>A value of queries in all its turns, each so many times.</summary>
    private RowValue Queries(RowLowering lowering, RowValue value, int times, string name) =>
        Turned(lowering, InRow.Repeated(lowering, value, name), Giants, -Baby, turn => Enumerable.Repeat(turn, times), QueryAxes(lowering.Rows, times), name);

    private LayoutAxis[] QueryAxes(RowShape rows, int times) => [LayoutAxis.Copies(times), GiantAxis(rows)];

    /// <summary>A value of keys in all its turns, in pairs of this form where there may be pairs.</summary>
    private RowValue Keys(RowLowering lowering, RowValue value, SlotForm form, string name)
    {
        RowValue turned = Turned(lowering, InRow.Turned(lowering, value, Key, name), Babies, InRow.Count, static turn => [turn], [KeyAxis], name);
        return InPairs ? turned with { Value = lowering.Builder.Add(new PackedPair(turned.Value, form), name) } : turned;
    }

    /// <summary>The ciphertexts of keys.</summary>
    public LayoutAxis KeyAxis => LayoutAxis.Of(Key, Babies, InRow.Count);

    /// <summary>The giant steps of queries.</summary>
    public LayoutAxis GiantAxis(RowShape rows) => LayoutAxis.Of(Query, Giants, rows.Tokens - Baby);

    /// <summary>The axes of the turns of both above a value.</summary>
    public void Put(RowShape rows, AxisStack axes)
    {
        axes.Put(KeyAxis);
        axes.Put(GiantAxis(rows));
    }

    /// <summary>For every giant step the inner product of its weights with the keys in all their turns, turned back to the rows of the queries, and the sum of all.</summary>
    /// <param name="lowering">The lowering.</param>
    /// <param name="weights">For each turn; in pairs where there may be pairs.</param>
    /// <param name="keys">One ciphertext.</param>
    /// <param name="sum">Layout of the result, of one place of a head.</param>
    /// <param name="name">Of the nodes.</param>
    /// <returns>The sum; of pairs with an imaginary part still to be removed, and where there are several places in a row a summand in each.</returns>
    public RowValue Combine(RowLowering lowering, RowValue weights, RowValue keys, Layout sum, string name)
    {
        GraphBuilder builder = lowering.Builder;
        Layout places = InRow.Apart(sum, lowering.NewName("p"));
        LayoutDimension query = sum.Dimension(Query);
        ValueId turnedKeys = Keys(lowering, keys, SlotForm.ConjugatePairs, name).Value;
        ValueId? total = null;
        for (int giant = 0; giant < Giants; giant++)
        {
            Layout turned = places.With(query with { Offset = (int)((long)giant * (query.Size - Baby) % query.Size) });
            ValueId part = Giants == 1 ? weights.Value : builder.Add(new PackedPart(weights.Value, giant * Babies, weights.Layout.Part(giant * Babies, Babies)), name);
            ValueId own = builder.Add(new PackedInnerProduct(part, turnedKeys, turned), name);
            ValueId back = giant == 0 ? own : builder.Add(new PackedRotate(own, giant * Baby * lowering.Rows.TokenStride, places), name);
            total = total is ValueId before ? builder.Add(new PackedAdd(before, back, places), name) : back;
        }

        return RowValue.OfLayout(total!.Value, places);
    }

    private static RowValue Turned(RowLowering lowering, RowValue value, int turns, int rows, Func<ValueId, IEnumerable<ValueId>> repeat, LayoutAxis[] above, string name)
    {
        List<ValueId> parts = [];
        for (int turn = 0; turn < turns; turn++)
        {
            parts.AddRange(repeat(RowRotation.Of(lowering, value.Value, value.Layout, turn * rows, name)));
        }

        Layout layout = AxisStack.Above(value.Layout, above);
        return parts.Count == 1 ? value : value with { Value = lowering.Builder.Add(new PackedJoin(parts.ToEquatableArray(), layout), name), Layout = layout };
    }
}
