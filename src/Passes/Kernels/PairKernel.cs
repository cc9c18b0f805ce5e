using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Passes.Layouts;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>Products of every row of one operand with every row of another, summed over the features of a head: the scores of attention. Two levels.</summary>
/// <remarks>
/// Keys are turned by baby steps, queries by giant steps (<see cref="PairTurns"/>), their products summed over ciphertexts before one
/// relinearization. A linear map of ones sums what is left of a head's features and gathers pairs in the slots of the head (<see cref="Pairs"/>); queries are turned back behind it or within it.
/// </remarks>
internal static class PairKernel
{
    public static RowValue Lower(RowLowering lowering, Contracted operands, string query, string key, Node node)
    {
        string name = node.Name;
        IReadOnlyList<string> summed = operands.Summed;
        if (operands.Left.Names.Concat(operands.Right.Names).Any(other => other != query && other != key && !summed.Contains(other) && !(operands.Left.Names.Contains(other) && operands.Right.Names.Contains(other))))
        {
            throw LayoutException.NotLaidOut("it keeps features or inputs of a batch of one operand alone beside pairs of tokens; only heads and inputs that both operands have are laid out.");
        }

        Pairs.RequireHeadsInSlots(lowering.Rows, operands.Left.Layout, [query, .. summed]);
        Pairs pairs = new(query, key);
        if (operands is { Left.Pending: HalvesInPairs, Right.Pending: HalvesInPairs } && LayoutFit.AreAlike(operands.Right.Layout, Like(lowering.Rows, operands.Left.Layout, operands.Right.Layout, query, key))
            && RepeatedPairs.Of(lowering, pairs, Bundles.OneOf(operands.Right.Layout), summed, node.Id) is RepeatedPairs halves)
        {
            return halves.Scores(lowering, new HalvedPairs(halves.Turns).Products(lowering, operands.Left, operands.Right, name), operands, name, areSums: true);
        }

        operands = operands.Whole(lowering, name);
        RowValue left = Plaintexts.Masked(lowering, operands.Left, name);
        RowValue right = Plaintexts.Masked(lowering, Move.To(lowering, operands.Right, Like(lowering.Rows, left.Layout, operands.Right.Layout, query, key), name), name);
        RepeatedPairs? repeated = RepeatedPairs.Of(lowering, pairs, Bundles.OneOf(right.Layout), summed, node.Id);
        if (repeated is not null && right.Layout.CiphertextCount == 1)
        {
            return repeated.Scores(lowering, repeated.Turns.Products(lowering, Ciphertexts(left), Ciphertexts(right), name), operands, name, areSums: false);
        }

        PairTurns turns = PairTurns.Of(lowering, pairs, Pairs.InSlots(lowering.Rows, left.Layout, Beside(operands, query, key)), left.Layout);
        RowValue products = turns.Products(lowering, Ciphertexts(left), Ciphertexts(right), name);
        return Gathered(lowering, turns, products, operands, name);

        RowValue[] Ciphertexts(RowValue value) => [.. Enumerable.Range(0, value.Layout.CiphertextCount).Select(c => Bundles.Ciphertext(lowering, value, c, name))];
    }

    /// <summary>The left operand's layout for the right operand: features must meet.</summary>
    private static Layout Like(RowShape rows, Layout left, Layout right, string query, string key) => new Layout(
        left.Dimensions.Select(dimension => dimension.Name == query ? right.Dimension(key) : dimension),
        left.Axes.Select(axis => rows.IsOfTokens(axis) && axis.AddsTo(query) ? LayoutAxis.Of(key, axis.Extent) with { Stride = axis.Stride, Room = axis.Room } : axis),
        left.SlotCount,
        left.CiphertextCount).Ordered(right.Dimensions.Select(static dimension => dimension.Name));

    private static RowValue Gathered(RowLowering lowering, PairTurns turns, RowValue products, Contracted operands, string name)
    {
        string[] summed = [.. operands.Summed.Where(dimension => products.Layout.DimensionIndex(dimension) >= 0)];
        if (SlotPairs.Of(turns, products.Layout, summed) is SlotPairs beside)
        {
            return beside.Gathered(lowering, products, summed[0], operands.Result, name);
        }

        Layout output = turns.Pairs.Layout(lowering.Rows, products.Layout, Beside(operands, turns.Query, turns.Key));
        RowValue result = new RowValue(products.Value, output, operands.Result).WithAxes(operands.Result);
        Layout? apart = new GiantTurns(turns).Apart(lowering.Rows, result.Layout);
        LinearMap map = new(products.Layout.Ordered(result.Names.Concat(summed)), apart ?? result.Layout, summed);
        RowValue gathered = result with { Value = lowering.Builder.Add(new PackedLinearMap(products.Value, null, map), name), Layout = map.Output };
        return apart is null ? gathered : new GiantTurns(turns).Turn(lowering, gathered, 1, result.Layout, name);
    }

    /// <summary>Heads and batch.</summary>
    private static IEnumerable<string> Beside(Contracted operands, string query, string key) =>
        operands.Result.SelectMany(static axis => axis).Where(other => other != query && other != key);
}
