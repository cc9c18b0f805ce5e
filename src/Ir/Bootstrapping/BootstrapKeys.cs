using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Ir.Bootstrapping;

/// <summary>The keys that a circuit's bootstraps need besides its own.</summary>
/// <param name="Rotations">Left rotation to the highest level of its use.</param>
/// <param name="Relinearization">Highest level of a relinearization.</param>
/// <param name="Conjugation">Highest level of a conjugation.</param>
/// <param name="Encapsulation">Level of the key from the ephemeral secret; the key to it has level 0. Both have one digit and one special prime.</param>
public sealed record BootstrapKeys(IReadOnlyDictionary<int, Level> Rotations, Level Relinearization, Level Conjugation, Level Encapsulation)
{
    /// <summary>Keys for bootstraps of all slots to any target.</summary>
    public static BootstrapKeys Of(BootstrappingSet set) => Of(new BootstrapPlan(CkksParameterSet.Create(set.Literal), set.Literal.LogN - 1));

    /// <summary>Keys for the bootstraps of a plan to any target.</summary>
    public static BootstrapKeys Of(BootstrapPlan plan) => new(
        plan.Rotations.GroupBy(static need => need.Rotation, static need => need.Level)
            .ToDictionary(static group => group.Key, static group => group.Aggregate(Level.Max)),
        plan.SineLevel,
        plan.SineLevel,
        plan.RaisedLevel);
}
