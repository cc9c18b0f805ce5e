using PowerSoftmax.Ir.Bootstrapping;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Passes.Manage;
using PowerSoftmax.Passes.Noise;
using PowerSoftmax.Passes.Plan;
using PowerSoftmax.Passes.Predict;
using PowerSoftmax.Passes.Select;

namespace PowerSoftmax.Passes.Attempts;

/// <summary>Tries a circuit on a ring with bootstraps: under the parameters, and with the placement, of the least predicted time.</summary>
internal static class BootstrappedAttempts
{
    /// <param name="layout">The circuit on the ring's slots.</param>
    /// <param name="search">What is searched under.</param>
    public static ModeAttempts Run(LayoutAttempt layout, SearchSettings search)
    {
        Candidate bottom = new(layout.LogN, layout.Name, AttemptMode.Bootstrapped, LogScale: null, new Level(0));
        double bits = BootstrappingSets.PrecisionBits(layout.LogN, search.Options.SecurityClaim);

        // No placement makes the outputs more precise than a bootstrap is.
        if (search.Options.PrecisionBits >= bits)
        {
            return new ModeAttempts([new Attempt(bottom, layout, new Outcome.BootstrapsImprecise(bits))], null);
        }

        IReadOnlyList<double> bounds = SlotBounds.Of(layout.Circuit, layout.Packed!.Weights, search.Samples);
        SelectBootstrapping select = new(layout.Circuit, bounds, search.Costs, search.Options);
        List<Attempt> made = [Try(bottom)];
        if (made[0].WithHeadroom is Candidate higher)
        {
            made.Add(Try(higher));
        }

        return new ModeAttempts(made, made.LastOrDefault(static attempt => attempt.Circuit is not null)?.Judged(search.Options.PrecisionBits));

        Attempt Try(Candidate candidate) => new(
            candidate, layout, select.Run(layout.LogN, candidate.Outputs) is BootstrappingChoice choice ? Lower(layout, choice, search) : new Outcome.NoPlacement());
    }

    private static Outcome.Lowered Lower(LayoutAttempt layout, BootstrappingChoice choice, SearchSettings search)
    {
        CkksParameterSet parameters = CkksParameterSet.Create(choice.Best.Set.Literal);
        Graph ckks = LowerToCkks.Run(layout.Circuit, layout.Packed!.Weights, parameters, choice.Best.Placement);
        NoiseReport noise = NoiseAnalysis.Run(ckks, new NoiseModel(parameters, choice.Best.Set.PrecisionBits), layout.Packed.Weights, search.Samples);
        ParameterChoice chosen = new(parameters, KeyFormat.Hybrid, [.. choice.Candidates.Select(static candidate => candidate.Considered)])
        {
            Bootstrapping = choice.Best.Set,
        };
        return new Outcome.Lowered(new ManagedCircuit(chosen, ckks, noise));
    }
}
