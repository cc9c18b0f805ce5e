using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Passes.Levels;
using PowerSoftmax.Passes.Plan;

namespace PowerSoftmax.Passes.Attempts;

/// <summary>What came of an attempt.</summary>
internal abstract record Outcome
{
    private Outcome()
    {
    }

    /// <summary>A value does not fit the ring's slots.</summary>
    /// <param name="Refusal">PSM3002, which names the node, its sizes and the nearest that fit.</param>
    public sealed record TooWide(Diagnostic Refusal) : Outcome;

    /// <summary>The circuit needs more levels than the ring holds at this scale.</summary>
    /// <param name="Needs">Levels it needs, with the deepest path.</param>
    /// <param name="Held">Levels there are; -1 where not even one prime fits.</param>
    /// <param name="ScaleThatHolds">Largest scale below, in bits, at which the ring holds them; null where it does at none.</param>
    public sealed record TooDeep(LevelNeeds Needs, int Held, int? ScaleThatHolds) : Outcome
    {
        public int Missing => Needs.Depth - Held;
    }

    /// <summary>The levels fit, but with no number of special primes the modulus is within the security budget.</summary>
    /// <param name="LogN">Ring degree.</param>
    /// <param name="LogScale">Default scale in bits.</param>
    public sealed record OverBudget(int LogN, int LogScale) : Outcome;

    /// <summary>A bootstrap of this ring keeps less precision than is asked, whatever comes before and after it.</summary>
    /// <param name="Bits">Bits that it keeps.</param>
    public sealed record BootstrapsImprecise(double Bits) : Outcome;

    /// <summary>Under no parameters of this ring do bootstraps make all levels that the operations consume.</summary>
    public sealed record NoPlacement : Outcome;

    /// <summary>There is a circuit on ciphertexts; its noise, headroom and cost are predicted.</summary>
    public sealed record Lowered(ManagedCircuit Circuit) : Outcome;
}
