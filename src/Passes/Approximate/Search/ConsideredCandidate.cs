using System.Globalization;
using PowerSoftmax.Passes.Approximate.Candidates;

namespace PowerSoftmax.Passes.Approximate.Search;

/// <summary>A candidate that a search measured, and what became of it.</summary>
/// <param name="Candidate">The candidate.</param>
/// <param name="Overshoot">Its growth outside the interval; null where the error already ruled it out.</param>
/// <param name="Verdict">Why it was taken or left, for people.</param>
public sealed record ConsideredCandidate(ApproximationCandidate Candidate, Overshoot? Overshoot, string Verdict)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Candidate.Describe()} ({Candidate.Cost}): max {Candidate.Error.MaxAbsolute:G3}, relative {Candidate.Error.MaxRelative:G3}, mean {Candidate.Error.MeanAbsolute:G3}: {Verdict}");
}
