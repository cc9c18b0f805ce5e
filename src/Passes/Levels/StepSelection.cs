using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Passes.Rules.Packed;

namespace PowerSoftmax.Passes.Levels;

/// <summary>Chooses the baby-step giant-step splits of a circuit's matrix products so that they share Galois keys.</summary>
/// <remarks>Of the splits of (nearly) the least cost, the one that asks for the fewest rotations not yet needed elsewhere.</remarks>
internal sealed class StepSelection
{
    // A giant step divides by P, decomposes and switches; a baby only switches. Measured at N = 2^16, 24 primes, 4 digits.
    private const double GiantCost = 5;

    // A key is worth a slightly slower product: it is generated, sent and held in memory.
    private const double CostTolerance = 1.05;

    private readonly HashSet<int> rotations = [];

    /// <summary>The steps of a circuit's matrix products, by value.</summary>
    /// <param name="packed">A graph of the Packed dialect.</param>
    /// <param name="isNeeded">Whether an output depends on a value.</param>
    public static IReadOnlyDictionary<ValueId, int> Of(Graph packed, Func<ValueId, bool> isNeeded)
    {
        StepSelection selection = new();
        selection.Use(packed.Nodes.SelectMany(static node => PackedRules.Of(node).FixedRotations(node)));
        return packed.Ops<PackedMatrixProduct>().Where(product => isNeeded(product.Node.Id))
            .ToDictionary(static product => product.Node.Id, product => selection.Choose(product.Op.Contraction));
    }

    /// <summary>Rotations that are needed in any case.</summary>
    public void Use(IEnumerable<int> steps) => rotations.UnionWith(steps.Where(static step => step != 0));

    /// <summary>The step for one product; its rotations count as needed from then on.</summary>
    public int Choose(Contraction contraction)
    {
        GeneralizedDiagonals diagonals = GeneralizedDiagonals.Of(contraction);
        List<BabyStepGiantStep> splits = [];
        for (int step = 1; step <= diagonals.SlotCount; step *= 2)
        {
            splits.Add(BabyStepGiantStep.Split(diagonals, step));
        }

        double limit = CostTolerance * splits.Min(static split => split.Cost(GiantCost));
        BabyStepGiantStep best = splits.Where(split => split.Cost(GiantCost) <= limit)
            .OrderBy(NewKeys).ThenBy(static split => split.Cost(GiantCost)).First();
        Use(best.Babies.Concat(best.Giants));
        return best.Step;
    }

    private int NewKeys(BabyStepGiantStep split) =>
        split.Babies.Concat(split.Giants).Distinct().Count(rotation => rotation != 0 && !rotations.Contains(rotation));
}
