using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Ir.Weights;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Rules.Packed;

namespace PowerSoftmax.Passes.Levels;

/// <summary>Chooses the baby-step giant-step splits of a circuit's linear maps, step, form and pairs together, so that they share Galois keys.</summary>
/// <remarks>
/// Of the splits of (nearly) the least cost, the one that asks for the fewest rotations not yet needed elsewhere. Babies count for each
/// ciphertext of the operand, giants for each of the result; a key serves them all.
/// </remarks>
internal sealed class StepSelection
{
    // A key is worth a slightly slower product: it is generated, sent and held in memory.
    private const double CostTolerance = 1.05;

    private readonly bool hasConjugation;
    private readonly HashSet<int> rotations = [];
    private readonly Dictionary<(PlacedDiagonals Diagonals, SlotForm Operand, bool InPairs), IReadOnlyList<(MatrixSplit Split, double Price)>> priced = [];

    private StepSelection(bool hasConjugation)
    {
        this.hasConjugation = hasConjugation;
    }

    /// <summary>The splits of a circuit's linear maps, by value. Cost: that of finding the diagonals.</summary>
    /// <param name="packed">A graph of the Packed dialect.</param>
    /// <param name="isNeeded">Whether an output depends on a value.</param>
    /// <param name="hasConjugation">Whether there is a key for conjugation: bootstraps need one. Without, no ciphertexts go in pairs.</param>
    public static IReadOnlyDictionary<ValueId, MatrixSplit> Of(Graph packed, Func<ValueId, bool> isNeeded, bool hasConjugation)
    {
        StepSelection selection = new(hasConjugation);
        selection.Use(packed.Nodes.SelectMany(static node => PackedRules.Of(node).FixedRotations(node)));
        PlacedDiagonalsTable table = new();
        Dictionary<ValueId, MatrixSplit> splits = [];
        foreach (Node node in packed.Nodes.Where(node => isNeeded(node.Id)))
        {
            if (table.Of(node.Op) is PlacedDiagonals diagonals)
            {
                splits.Add(node.Id, selection.Choose((diagonals, ((PackedType)packed[node.Op.Inputs[0]].Type).Form, node.Op is PackedLinearMap { InPairs: true })));
            }
        }

        return splits;
    }

    /// <summary>Rotations that are needed in any case.</summary>
    private void Use(IEnumerable<int> steps) => rotations.UnionWith(steps.Where(static step => step != 0));

    /// <summary>The split of one product; its rotations count as needed from then on.</summary>
    private MatrixSplit Choose((PlacedDiagonals Diagonals, SlotForm Operand, bool InPairs) product)
    {
        if (!priced.TryGetValue(product, out IReadOnlyList<(MatrixSplit Split, double Price)>? splits))
        {
            priced[product] = splits = Priced(product.Diagonals, Packings(product));
        }

        double limit = CostTolerance * splits.Min(static split => split.Price);
        MatrixSplit best = splits.Where(split => split.Price <= limit)
            .OrderBy(split => NewKeys(split.Split)).ThenBy(static split => split.Price).First().Split;
        Use(best.Rotations);
        return best;
    }

    /// <summary>What comes in pairs, or stays so, is in pairs; else those are tried that there are keys for.</summary>
    private IReadOnlyList<PlacedDiagonals> Packings((PlacedDiagonals Diagonals, SlotForm Operand, bool InPairs) product) =>
        product.InPairs ? [product.Diagonals.Packed(ComplexPacking.Results, inPairs: true)]
        : product.Operand == SlotForm.Pairs ? [product.Diagonals.Packed(ComplexPacking.Operands)]
        : hasConjugation ? [product.Diagonals, .. product.Diagonals.Packed()]
        : [product.Diagonals];

    /// <summary>All splits; layers that are alike have the same.</summary>
    private static List<(MatrixSplit Split, double Price)> Priced(PlacedDiagonals diagonals, IReadOnlyList<PlacedDiagonals> packings)
    {
        SplitPrices prices = new(diagonals.SlotCount);
        List<(MatrixSplit Split, double Price)> splits = [];
        for (int step = 1; step <= diagonals.SlotCount; step *= 2)
        {
            splits.AddRange(packings.SelectMany(packing => MatrixSplit.All(packing, step)).Select(split => (split, prices.Of(split))));
        }

        return splits;
    }

    private int NewKeys(MatrixSplit split) => split.Rotations.Count(rotation => !rotations.Contains(rotation));
}
