using PowerSoftmax.Ir.Bootstrapping;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Manage;
using PowerSoftmax.Passes.Noise;

namespace PowerSoftmax.Passes.Select;

/// <summary>Chooses the parameters and the placement of bootstraps for a circuit that is too deep for parameters without.</summary>
/// <remarks>
/// Every number of residual levels and of special primes within the security budget is placed and its time predicted: more levels
/// mean fewer bootstraps of more primes. Of those within a tenth of the shortest time the one with the smallest keys is taken.
/// </remarks>
public sealed class SelectBootstrapping(CostTable costs, CompilerOptions options, IReadOnlyList<IReadOnlyDictionary<string, Tensor>> samples)
{
    private const int MostSpecialPrimes = 12;

    private const double TimeTolerance = 1.1;

    /// <summary>The circuit with its bootstraps, or null where no set of this ring holds it.</summary>
    /// <param name="packed">The circuit, laid out for the ring's slots.</param>
    /// <param name="weights">The module's weights, with their values.</param>
    /// <param name="logN">Ring degree.</param>
    public CircuitAttempt? Run(Graph packed, WeightTable weights, int logN)
    {
        // No placement makes the outputs more precise than a bootstrap is.
        if (logN < BootstrappingSets.MinLogN || options.PrecisionBits >= BootstrappingSets.PrecisionBits(logN, options.SecurityClaim))
        {
            return null;
        }

        PackedProducts products = new(packed);
        PlaceBootstraps place = new(packed, new PackedCosts(packed, products), SlotBounds.Of(packed, weights, samples));
        PackedKeyNeeds keys = new(packed, products);
        CircuitAttempt? bottom = Try(packed, weights, Candidates(logN, new Level(0), place, keys), new Level(0));
        return bottom is null || bottom.HasHeadroom
            ? bottom
            : Try(packed, weights, Candidates(logN, new Level(1), place, keys), new Level(1)) ?? bottom;
    }

    private CircuitAttempt? Try(Graph packed, WeightTable weights, IReadOnlyList<BootstrappingCandidate> candidates, Level outputs)
    {
        if (candidates.Count == 0)
        {
            return null;
        }

        BootstrappingCandidate best = Best(candidates);
        CkksParameterSet parameters = CkksParameterSet.Create(best.Set.Literal);
        Graph ckks = LowerToCkks.Run(packed, weights, parameters, best.Placement);
        NoiseReport noise = NoiseAnalysis.Run(ckks, new NoiseModel(parameters, best.Set.PrecisionBits), weights, samples);
        ParameterChoice choice = new(parameters, KeyFormat.Hybrid, [.. candidates.Select(static candidate => candidate.Considered)])
        {
            Bootstrapping = best.Set,
        };
        return new CircuitAttempt(choice, outputs, ckks, noise) { NeedsLargerRing = noise.Bits < options.PrecisionBits };
    }

    /// <summary>Of those whose keys are within the user's bound, or of the smallest keys where none is.</summary>
    private BootstrappingCandidate Best(IReadOnlyList<BootstrappingCandidate> candidates)
    {
        long allowed = Math.Max(options.KeyBytesAllowed, candidates.Min(static candidate => candidate.Keys.Bytes));
        List<BootstrappingCandidate> within = [.. candidates.Where(candidate => candidate.Keys.Bytes <= allowed)];
        double limit = TimeTolerance * within.Min(static candidate => candidate.Placement.Milliseconds);
        return within.Where(candidate => candidate.Placement.Milliseconds <= limit).MinBy(static candidate => candidate.Keys.Bytes)!;
    }

    private List<BootstrappingCandidate> Candidates(int logN, Level outputs, PlaceBootstraps place, PackedKeyNeeds keys)
    {
        List<BootstrappingCandidate> candidates = [];
        for (int special = 1; special <= MostSpecialPrimes; special++)
        {
            CostModel model = new(costs, logN, special);
            foreach (int residual in BootstrappingSets.CircuitLevels)
            {
                if (BootstrappingSets.Find(logN, residual, special, options.SecurityClaim) is BootstrappingSet set
                    && Place(set, model, outputs, place) is LevelPlacement placement)
                {
                    candidates.Add(new BootstrappingCandidate(set, placement, KeySet.Of(keys.Of(placement), set)));
                }
            }
        }

        return candidates;
    }

    private static LevelPlacement? Place(BootstrappingSet set, CostModel model, Level outputs, PlaceBootstraps place)
    {
        BootstrapCosts bootstraps = new(model, set);
        return place.Run(model, target => bootstraps.Of(target).Milliseconds, new BootstrapRange(set.Least, set.Top), outputs);
    }
}
