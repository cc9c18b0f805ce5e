namespace PowerSoftmax.Passes.Manage.Placement;

/// <summary>Levels of a circuit's values and what they cost.</summary>
/// <param name="Levels">By value: where it is computed.</param>
/// <param name="Needs">By value: the highest level its users ask for; above its own level the value is bootstrapped to this one.</param>
/// <param name="Cost">Nanoseconds of all operations and bootstraps.</param>
public sealed record PlacementSolution(IReadOnlyList<int> Levels, IReadOnlyList<int> Needs, long Cost)
{
    /// <summary>Whether the search left nothing out, so that no placement costs less.</summary>
    public bool IsExact { get; init; }

    /// <summary>Values that are bootstrapped, in order.</summary>
    public IEnumerable<int> Bootstrapped => Enumerable.Range(0, Levels.Count).Where(value => Needs[value] > Levels[value]);
}
