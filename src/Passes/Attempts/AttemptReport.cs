using PowerSoftmax.Passes.Plan;

namespace PowerSoftmax.Passes.Attempts;

/// <summary>Says of every attempt why it is not the one that is taken.</summary>
/// <param name="attempts">With one that is taken.</param>
/// <param name="options">Precision asked, and the aim.</param>
internal sealed class AttemptReport(AttemptList attempts, CompilerOptions options)
{
    public IReadOnlyList<PlanAttempt> Rows() => [.. attempts.Made.Select(Row)];

    private PlanAttempt Row(Attempt attempt)
    {
        Candidate tried = attempt.Candidate;
        bool isTaken = tried == attempts.Chosen!.Candidate;
        return new PlanAttempt(
            tried.LogN, tried.Layouts, tried.Mode == AttemptMode.Bootstrapped, tried.LogScale, tried.Outputs.Value, isTaken, isTaken ? string.Empty : Reason(attempt));
    }

    private string Reason(Attempt attempt) => attempt.Outcome switch
    {
        Outcome.TooWide wide => $"too wide: {wide.Refusal.Message}",
        Outcome.TooDeep deep => $"too deep: {deep.Missing} of {deep.Needs.Depth} levels are missing",
        Outcome.OverBudget => "the modulus is larger than the security allows",
        Outcome.BootstrapsImprecise imprecise => FormattableString.Invariant($"bootstraps keep {imprecise.Bits:0.0} bits, {options.PrecisionBits:0.0} are asked"),
        Outcome.NoPlacement => "no bootstraps of this ring make the levels that are consumed",
        Outcome.Lowered lowered => Reason(attempt, lowered.Circuit),
        _ => throw new InvalidOperationException($"{attempt.Outcome.GetType().Name} has no words"),
    };

    private string Reason(Attempt attempt, ManagedCircuit circuit)
    {
        double bits = circuit.Noise.Bits;
        return !circuit.HasHeadroom ? "a value comes too near to the modulus"
            : !(bits >= options.PrecisionBits) ? FormattableString.Invariant($"imprecise: {bits:0.0} bits, {options.PrecisionBits:0.0} are asked")
            : attempts.RankOf(attempt) is RankedAttempt ranked ? ranked.Rank.Beside(attempts.RankOf(attempts.Chosen)!.Rank, options.Aim)
            : FormattableString.Invariant($"{bits:0.0} bits, {options.PrecisionBits:0.0} and a margin are asked");
    }
}
