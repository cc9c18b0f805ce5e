using PowerSoftmax.Passes.Plan;

namespace PowerSoftmax.Passes.Attempts;

/// <summary>Everything that was tried, in order, and what is taken.</summary>
/// <param name="Made">By ring, by layouts, without bootstraps before with them.</param>
/// <param name="Ranked">What fits its ring: by ring, the better first.</param>
/// <param name="Chosen">The best of the smallest ring that is precise enough, or of the largest where none is; null where nothing fits.</param>
internal sealed record AttemptList(IReadOnlyList<Attempt> Made, IReadOnlyList<RankedAttempt> Ranked, Attempt? Chosen)
{
    /// <summary>The layouts of the largest ring on which there are any; null where there are none at all.</summary>
    public LayoutAttempt? Largest => Made.LastOrDefault(static attempt => attempt.Layout.Packed is not null)?.Layout;

    /// <summary>Why the circuit does not fit the slots of the largest ring that is too small for it; null where it fits all.</summary>
    public Outcome.TooWide? TooWide => Made.Select(static attempt => attempt.Outcome).OfType<Outcome.TooWide>().LastOrDefault();

    /// <summary>What is predicted of the attempt that is taken.</summary>
    /// <exception cref="InvalidOperationException">Nothing fits.</exception>
    public CompilationPlan Plan => RankOf(Chosen)?.Plan ?? throw new InvalidOperationException("nothing that was tried fits");

    /// <summary>How an attempt compares with others of its ring; null where it is none that fits.</summary>
    public RankedAttempt? RankOf(Attempt? attempt) => Ranked.FirstOrDefault(ranked =>
        ranked.Attempt.Candidate == attempt?.Candidate && ReferenceEquals(ranked.Attempt.Outcome, attempt.Outcome));
}
