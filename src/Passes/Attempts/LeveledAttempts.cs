using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Passes.Levels;
using PowerSoftmax.Passes.Manage;
using PowerSoftmax.Passes.Noise;
using PowerSoftmax.Passes.Plan;
using PowerSoftmax.Passes.Predict;
using PowerSoftmax.Passes.Select;

namespace PowerSoftmax.Passes.Attempts;

/// <summary>Tries a circuit on a ring without bootstraps.</summary>
internal static class LeveledAttempts
{
    /// <param name="layout">The circuit on the ring's slots.</param>
    /// <param name="search">What is searched under.</param>
    public static ModeAttempts Run(LayoutAttempt layout, SearchSettings search)
    {
        ScaleSchedule schedule = new(search.Options.LogDefaultScale, search.Options.PrecisionBits);
        List<Attempt> made = [];
        while (schedule.Next(made) is (int scale, Level outputs))
        {
            Candidate candidate = new(layout.LogN, layout.Name, AttemptMode.Leveled, scale, outputs);
            made.Add(new Attempt(candidate, layout, Try(layout, candidate, search)));
        }

        return new ModeAttempts(made, schedule.Best(made));
    }

    private static Outcome Try(LayoutAttempt layout, Candidate candidate, SearchSettings search)
    {
        (Graph packed, int scale) = (layout.Circuit, candidate.LogScale!.Value);
        CompilerOptions options = search.Options;
        SelectParameters select = new(search.Costs, options.KeyFormat, options.SecurityClaim, options.KeyBytesAllowed);
        if (select.Run(packed, layout.Packed!.Weights, layout.LogN, scale, candidate.Outputs) is not ParameterChoice choice)
        {
            LevelNeeds needs = DepthAnalysis.Run(packed, candidate.Outputs);
            int held = SelectParameters.LevelsHeld(layout.LogN, scale, options.SecurityClaim);
            return needs.Depth > held
                ? new Outcome.TooDeep(needs, held, ScaleThatHolds(needs.Depth, candidate, options))
                : new Outcome.OverBudget(layout.LogN, scale);
        }

        Graph ckks = LowerToCkks.Run(packed, layout.Packed.Weights, choice.Parameters, candidate.Outputs, hasConjugation: choice.KeyFormat != KeyFormat.Seal);
        NoiseReport noise = NoiseAnalysis.Run(ckks, new NoiseModel(choice.Parameters), layout.Packed.Weights, search.Samples);
        return new Outcome.Lowered(new ManagedCircuit(choice, ckks, noise));
    }

    private static int? ScaleThatHolds(int levels, Candidate candidate, CompilerOptions options)
    {
        for (int scale = candidate.LogScale!.Value - 1; scale >= ScaleSchedule.Lowest; scale--)
        {
            if (levels <= SelectParameters.LevelsHeld(candidate.LogN, scale, options.SecurityClaim))
            {
                return scale;
            }
        }

        return null;
    }
}
