using PowerSoftmax.Ir.Bootstrapping;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Levels;

namespace PowerSoftmax.Passes.Select;

/// <summary>A set of parameters with bootstrapping, and the circuit's best placement under it.</summary>
internal sealed record BootstrappingCandidate(BootstrappingSet Set, LevelPlacement Placement, KeySet Keys)
{
    /// <summary>The same for the plan.</summary>
    public DigitChoice Considered => new(
        Set.Literal.P.Count,
        new KeySwitchShape(Set.Top.LimbCount + Set.LevelsAbove, Set.Literal.P.Count).Digits,
        Set.Log2QP,
        Fits: true,
        Keys.Bytes,
        Placement.Milliseconds)
    {
        Levels = Set.Top.Value,
        Bootstraps = Placement.Bootstraps.Count,
    };
}
