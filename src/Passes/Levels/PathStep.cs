namespace PowerSoftmax.Passes.Levels;

/// <summary>A node on a path through a circuit and the levels it consumes.</summary>
public readonly record struct PathStep(string Name, int Levels)
{
    public override string ToString() => FormattableString.Invariant($"{Name} ({Levels})");
}
