using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Passes.Levels;

/// <summary>The level at which every value of a Packed graph is computed, and which values are bootstrapped.</summary>
/// <param name="Levels">By value; null where no output depends on the value.</param>
/// <param name="Range">Levels that bootstraps start at and reach; null where there are none.</param>
/// <param name="Bootstraps">By bootstrapped value. Users at or below the value's own level take the value, those above it the raised copy.</param>
public sealed record LevelPlacement(
    IReadOnlyList<Level?> Levels, BootstrapRange? Range, IReadOnlyDictionary<ValueId, PlacedBootstrap> Bootstraps)
{
    /// <summary>Predicted milliseconds of the circuit; 0 where they were not asked for.</summary>
    public double Milliseconds { get; init; }

    /// <summary>Whether no placement costs less.</summary>
    public bool IsExact { get; init; }

    public Level? this[ValueId value] => Levels[value.Index];

    /// <summary>No bootstraps: every value at the lowest level that serves all its users.</summary>
    public static LevelPlacement Leveled(LevelNeeds needs) => new(needs.Levels, null, new Dictionary<ValueId, PlacedBootstrap>());
}
