using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Passes.Levels;

/// <summary>The level every value of a Packed graph must have so that all its users can still be computed.</summary>
/// <param name="Levels">By value; null where no output depends on the value.</param>
/// <param name="DeepestPath">Nodes that consume levels on a path of the greatest depth, from the inputs down.</param>
public sealed record LevelNeeds(IReadOnlyList<Level?> Levels, IReadOnlyList<PathStep> DeepestPath)
{
    public Level? this[ValueId value] => Levels[value.Index];

    /// <summary>Level of the highest value: the rescales that the parameters must provide.</summary>
    public int Depth => Levels.Max(static level => level?.Value ?? 0);

    /// <summary>The deepest path as text for people: <c>/a/MatMul (1), /a/Pow (2)</c>.</summary>
    public string PathText => string.Join(", ", DeepestPath);
}
