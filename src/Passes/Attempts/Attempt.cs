using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Passes.Plan;

namespace PowerSoftmax.Passes.Attempts;

/// <summary>Something tried, and what came of it.</summary>
/// <param name="Candidate">What was tried.</param>
/// <param name="Layout">The circuit on slots.</param>
/// <param name="Outcome">What came of it.</param>
internal sealed record Attempt(Candidate Candidate, LayoutAttempt Layout, Outcome Outcome)
{
    /// <summary>Whether the ring keeps it from the precision asked: a larger one has room for a larger scale or for no bootstrap at all.</summary>
    public bool NeedsLargerRing { get; init; }

    /// <summary>The circuit on ciphertexts; null where there is none.</summary>
    public ManagedCircuit? Circuit => (Outcome as Outcome.Lowered)?.Circuit;

    /// <summary>The same, where precision that is missing cannot be had on this ring.</summary>
    public Attempt Judged(double bitsAsked) => this with { NeedsLargerRing = Circuit!.Noise.Bits < bitsAsked };

    /// <summary>The attempt to look at where a value comes too near to the modulus: the same with the outputs a level higher; null where there is no need.</summary>
    public Candidate? WithHeadroom => Candidate.Outputs.Value == 0 && Circuit is { HasHeadroom: false }
        ? Candidate with { Outputs = new Level(1) }
        : null;
}
