using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Ir.LinearMaps;

/// <summary>The rotations of a linear map's diagonals, without their entries. Cost: that of <see cref="MapDiagonals"/>, in the memory of the places alone; once for maps that are alike.</summary>
/// <remarks>Thread-safe. The rotations of the last maps are kept: few numbers each, asked for whenever a circuit's keys are.</remarks>
public static class MapRotations
{
    private const int MostKept = 256;

    private static readonly ConcurrentDictionary<LinearMap, IReadOnlyList<int>> Kept = new();

    /// <summary>To the left, 0 … slots - 1, ascending; those of <see cref="MapDiagonals.Rotations"/>.</summary>
    /// <exception cref="IrException">The result holds an element that the operand lacks.</exception>
    public static IReadOnlyList<int> Of(LinearMap map)
    {
        if (Kept.Count >= MostKept)
        {
            Kept.Clear();
        }

        return Kept.GetOrAdd(map.WithNamesByOrder(), Find);
    }

    private static IReadOnlyList<int> Find(LinearMap map)
    {
        MapTerms terms = new(map, RowStructure.Of(map));
        bool[] used = new bool[map.Input.SlotCount];
        terms.ForEach((_, targets, sources) => used[terms.Choose(targets, sources).Rotation] = true);

        return Enumerable.Range(0, used.Length).Where(rotation => used[rotation]).ToArray();
    }
}
