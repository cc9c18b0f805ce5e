using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Rules.Packed;

namespace PowerSoftmax.Passes.Levels;

/// <summary>Chooses the baby-step giant-step splits of a circuit's matrix products and linear maps, step and form together, so that they share Galois keys.</summary>
/// <remarks>
/// Of the splits of (nearly) the least cost, the one that asks for the fewest rotations not yet needed elsewhere. Babies count for each
/// ciphertext of the operand, giants for each of the result; a key serves them all.
/// </remarks>
internal sealed class StepSelection
{
    // A key is worth a slightly slower product: it is generated, sent and held in memory.
    private const double CostTolerance = 1.05;

    private readonly HashSet<int> rotations = [];
    private readonly Dictionary<PlacedDiagonals, IReadOnlyList<(MatrixSplit Split, double Price)>> priced = [];

    /// <summary>The splits of a circuit's matrix products and linear maps, by value. Cost: that of finding the diagonals.</summary>
    /// <param name="packed">A graph of the Packed dialect.</param>
    /// <param name="isNeeded">Whether an output depends on a value.</param>
    public static IReadOnlyDictionary<ValueId, MatrixSplit> Of(Graph packed, Func<ValueId, bool> isNeeded)
    {
        StepSelection selection = new();
        selection.Use(packed.Nodes.SelectMany(static node => PackedRules.Of(node).FixedRotations(node)));
        PlacedDiagonalsTable table = new();
        Dictionary<ValueId, MatrixSplit> splits = [];
        foreach (Node node in packed.Nodes.Where(node => isNeeded(node.Id)))
        {
            if (table.Of(node.Op) is PlacedDiagonals diagonals)
            {
                splits.Add(node.Id, selection.Choose(diagonals));
            }
        }

        return splits;
    }

    /// <summary>Rotations that are needed in any case.</summary>
    private void Use(IEnumerable<int> steps) => rotations.UnionWith(steps.Where(static step => step != 0));

    /// <summary>The split of one product; its rotations count as needed from then on.</summary>
    private MatrixSplit Choose(PlacedDiagonals diagonals)
    {
        if (!priced.TryGetValue(diagonals, out IReadOnlyList<(MatrixSplit Split, double Price)>? splits))
        {
            priced[diagonals] = splits = Priced(diagonals);
        }

        double limit = CostTolerance * splits.Min(static split => split.Price);
        MatrixSplit best = splits.Where(split => split.Price <= limit)
            .OrderBy(split => NewKeys(split.Split)).ThenBy(static split => split.Price).First().Split;
        Use(best.Rotations);
        return best;
    }

    /// <summary>All splits; layers that are alike have the same.</summary>
    private static IReadOnlyList<(MatrixSplit Split, double Price)> Priced(PlacedDiagonals diagonals)
    {
        SplitPrices prices = new(diagonals.Kept.SlotCount);
        List<(MatrixSplit Split, double Price)> splits = [];
        for (int step = 1; step <= diagonals.Kept.SlotCount; step *= 2)
        {
            splits.AddRange(MatrixSplit.All(diagonals, step).Select(split => (split, prices.Of(split))));
        }

        return splits;
    }

    private int NewKeys(MatrixSplit split) => split.Rotations.Count(rotation => !rotations.Contains(rotation));
}
