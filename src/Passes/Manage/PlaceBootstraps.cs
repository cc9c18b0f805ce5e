using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Levels;
using PowerSoftmax.Passes.Manage.Placement;
using PowerSoftmax.Passes.Predict;
using PowerSoftmax.Passes.Rules.Packed;

namespace PowerSoftmax.Passes.Manage;

/// <summary>Chooses the values of a Packed circuit that are bootstrapped, and all levels, for the least predicted time.</summary>
/// <param name="packed">A graph of the Packed dialect.</param>
/// <param name="costs">Of its nodes.</param>
/// <param name="bounds">Largest absolute slot of every value, by its index.</param>
public sealed class PlaceBootstraps(Graph packed, PackedCosts costs, IReadOnlyList<double> bounds)
{
    private readonly LazyProducts lazy = new(packed);

    /// <summary>The placement, or null where an operation consumes more levels than there are.</summary>
    /// <param name="model">Cost of the primitives.</param>
    /// <param name="bootstrap">Milliseconds of bootstrapping one or two ciphertexts of a value by target level; must not fall with it.</param>
    /// <param name="range">Levels of bootstraps.</param>
    /// <param name="outputs">Level of the outputs.</param>
    public LevelPlacement? Run(CostModel model, Func<Level, int, double> bootstrap, BootstrapRange range, Level outputs)
    {
        List<Node> needed = Needed(outputs);
        PlacementProblem problem = new(
            Values(needed, model, range),
            new BootstrapPrices(Prices(1), Prices(2)),
            range.Least.Value,
            outputs.Value);
        return PlacementSearch.Run(problem) is PlacementSolution solution ? Placement(needed, solution, range) : null;

        long[] Prices(int ciphertexts) => [.. Levels(range).Select(level => Nanoseconds(bootstrap(level, ciphertexts)))];
    }

    private static IEnumerable<Level> Levels(BootstrapRange range) => Enumerable.Range(0, range.Top.LimbCount).Select(static level => new Level(level));

    // Whole numbers, so that placements of equal cost are equal and equal layers are treated alike.
    private static long Nanoseconds(double milliseconds) => (long)Math.Round(milliseconds * 1e6);

    private List<Node> Needed(Level outputs)
    {
        LevelNeeds needs = DepthAnalysis.Run(packed, outputs);
        return [.. packed.Nodes.Where(node => needs[node.Id] is not null)];
    }

    private List<PlacementValue> Values(List<Node> needed, CostModel model, BootstrapRange range)
    {
        Dictionary<ValueId, int> indices = needed.Select(static (node, index) => (node.Id, index)).ToDictionary();
        return [.. needed.Select(node => new PlacementValue(
            [.. node.Op.Inputs.Select(input => indices[input])],
            ((PackedOp)node.Op).LevelsConsumed,
            Costs(node, model, range),
            MayBootstrap(node))
        {
            Ciphertexts = ((PackedType)node.Type).Count,
        })];
    }

    private List<long> Costs(Node node, CostModel model, BootstrapRange range)
    {
        List<long> nanoseconds = [];
        foreach (Level level in Levels(range))
        {
            // Below what it consumes the operation cannot be, and is not asked to.
            long cost = level.Value < ((PackedOp)node.Op).LevelsConsumed ? 0 : Nanoseconds(costs.Of(node, level, model).Milliseconds);
            nanoseconds.Add(Math.Max(cost, nanoseconds.LastOrDefault()));
        }

        return nanoseconds;
    }

    /// <summary>A product that waits for its sum has no form that could be bootstrapped, nor have pairs, and a value without a bound loses all precision.</summary>
    private bool MayBootstrap(Node node) =>
        PackedRules.Of(node).MayBootstrap && ((PackedType)node.Type).Form == SlotForm.Real && !lazy.Waits(node.Id) && double.IsFinite(bounds[node.Id.Index]);

    private LevelPlacement Placement(List<Node> needed, PlacementSolution solution, BootstrapRange range)
    {
        Level?[] levels = new Level?[packed.Nodes.Count];
        for (int index = 0; index < needed.Count; index++)
        {
            levels[needed[index].Id.Index] = new Level(solution.Levels[index]);
        }

        return new LevelPlacement(levels, range, solution.Bootstrapped.ToDictionary(
            value => needed[value].Id,
            value => new PlacedBootstrap(new Level(solution.Needs[value]), bounds[needed[value].Id.Index])))
        {
            Milliseconds = solution.Cost / 1e6,
            IsExact = solution.IsExact,
        };
    }
}
