using PowerSoftmax.Ir.Bootstrapping;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Levels;
using PowerSoftmax.Passes.Manage;
using PowerSoftmax.Passes.Predict;

namespace PowerSoftmax.Passes.Select;

/// <summary>Chooses the parameters and the placement of bootstraps for a circuit that is too deep for parameters without.</summary>
/// <remarks>
/// Every number of residual levels and of special primes within the security budget is placed and its time predicted: more levels
/// mean fewer bootstraps of more primes. They are placed at once, by as many threads as there are. Of those within a tenth of the shortest time the one with the smallest keys is taken.
/// </remarks>
internal sealed class SelectBootstrapping
{
    private const int MostSpecialPrimes = 12;

    private const double TimeTolerance = 1.1;

    private readonly CostTable costs;
    private readonly CompilerOptions options;
    private readonly PlaceBootstraps place;
    private readonly PackedKeyNeeds keys;

    /// <param name="packed">The circuit, laid out for the slots of its ring.</param>
    /// <param name="bounds">Largest absolute slot of every value, by its index.</param>
    /// <param name="costs">Predicts times.</param>
    /// <param name="options">Bounds of the search.</param>
    public SelectBootstrapping(Graph packed, IReadOnlyList<double> bounds, CostTable costs, CompilerOptions options)
    {
        this.costs = costs;
        this.options = options;
        PackedProducts products = new(packed, hasConjugation: true);
        place = new PlaceBootstraps(packed, new PackedCosts(packed, products), bounds);
        keys = new PackedKeyNeeds(packed, products);
    }

    /// <summary>The parameters that hold the circuit and the best of them; null where none of this ring does.</summary>
    /// <param name="logN">Ring degree, at least <see cref="BootstrappingSets.MinLogN"/>.</param>
    /// <param name="outputs">Level of the outputs.</param>
    public BootstrappingChoice? Run(int logN, Level outputs)
    {
        (BootstrappingSet Set, CostModel Model)[] sets = [.. Sets(logN)];
        BootstrappingCandidate?[] placed = new BootstrappingCandidate?[sets.Length];
        Parallel.For(0, sets.Length, index => placed[index] = Candidate(sets[index].Set, sets[index].Model, outputs));
        List<BootstrappingCandidate> candidates = [.. placed.OfType<BootstrappingCandidate>()];

        return candidates.Count == 0 ? null : new BootstrappingChoice(candidates, Best(candidates));
    }

    private IEnumerable<(BootstrappingSet Set, CostModel Model)> Sets(int logN)
    {
        for (int special = 1; special <= MostSpecialPrimes; special++)
        {
            CostModel model = new(costs, logN, special);
            foreach (int residual in BootstrappingSets.CircuitLevels)
            {
                if (BootstrappingSets.Find(logN, residual, special, options.SecurityClaim) is BootstrappingSet set)
                {
                    yield return (set, model);
                }
            }
        }
    }

    /// <summary>Null where the parameters have too few levels.</summary>
    private BootstrappingCandidate? Candidate(BootstrappingSet set, CostModel model, Level outputs) =>
        Place(set, model, outputs) is LevelPlacement placement ? new BootstrappingCandidate(set, placement, KeySet.Of(keys.Of(placement), set)) : null;

    /// <summary>Of those whose keys are within the user's bound, or of the smallest keys where none is.</summary>
    private BootstrappingCandidate Best(List<BootstrappingCandidate> candidates)
    {
        long allowed = Math.Max(options.KeyBytesAllowed, candidates.Min(static candidate => candidate.Keys.Bytes));
        List<BootstrappingCandidate> within = [.. candidates.Where(candidate => candidate.Keys.Bytes <= allowed)];
        double limit = TimeTolerance * within.Min(static candidate => candidate.Placement.Milliseconds);
        return within.Where(candidate => candidate.Placement.Milliseconds <= limit).MinBy(static candidate => candidate.Keys.Bytes)!;
    }

    private LevelPlacement? Place(BootstrappingSet set, CostModel model, Level outputs)
    {
        BootstrapCosts bootstraps = new(model, set);
        return place.Run(model, (target, ciphertexts) => bootstraps.Of(target, ciphertexts).Milliseconds, new BootstrapRange(set.Least, set.Top), outputs);
    }
}
