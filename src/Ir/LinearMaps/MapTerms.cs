using System;
using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;

namespace PowerSoftmax.Ir.LinearMaps;

/// <summary>The terms of a linear map: for every slot of the result's first rows and every row of W that it sums, the places to read from.</summary>
internal sealed class MapTerms
{
    private readonly LinearMap map;
    private readonly RowStructure structure;
    private readonly MapSources sources;
    private readonly MapPlace[] targets;
    private readonly int rows;
    private readonly int alongSize;

    public MapTerms(LinearMap map, RowStructure structure)
    {
        this.map = map;
        this.structure = structure;
        sources = new MapSources(map, structure);
        targets = new MapAddresses(map.Output, map, structure).Places().ToArray();
        rows = map.Rows;
        alongSize = structure.Along.Count == 0 ? 1 : map.Input.Dimension(structure.Along[0]).Size;
    }

    /// <exception cref="IrException">The operand holds an element nowhere.</exception>
    public IEnumerable<(MapPlace Target, int Row, IReadOnlyList<MapPlace> Sources)> All()
    {
        foreach (MapPlace target in targets)
        {
            for (int row = 0; row < rows; row++)
            {
                IReadOnlyList<MapPlace> found = sources.Of(target.Shared, row);
                if (found.Count == 0)
                {
                    throw new IrException($"slot {target.Slot} of ciphertext {target.Ciphertext} of '{map.Output}' needs an element that lies in no slot of '{map.Input}'");
                }

                yield return (target, row, found);
            }
        }
    }

    /// <summary>The rotation to the left that brings a place to another: to the row that has its index, then to its slot.</summary>
    public int Rotation(MapPlace source, MapPlace target)
    {
        int shift = (target.Shift - source.Shift + alongSize) % alongSize;
        return ((shift * structure.Stride) + source.Slot - target.Slot) & (map.Input.SlotCount - 1);
    }

    /// <summary>The place to read from: that whose rotation ranks first.</summary>
    public (int Rotation, MapPlace Source) Choose(MapPlace target, IReadOnlyList<MapPlace> found, IReadOnlyDictionary<int, int> ranks)
    {
        (int Rotation, MapPlace Source) best = (Rotation(found[0], target), found[0]);
        for (int i = 1; i < found.Count; i++)
        {
            int rotation = Rotation(found[i], target);
            best = ranks[rotation] < ranks[best.Rotation] ? (rotation, found[i]) : best;
        }

        return best;
    }

    /// <summary>Every possible rotation with its rank: first those that could serve the most terms, of equals the shorter one.</summary>
    public Dictionary<int, int> RotationsByUse()
    {
        Dictionary<int, int> uses = new();
        foreach ((MapPlace target, int _, IReadOnlyList<MapPlace> found) in All())
        {
            foreach (MapPlace source in found)
            {
                int rotation = Rotation(source, target);
                uses[rotation] = uses.TryGetValue(rotation, out int count) ? count + 1 : 1;
            }
        }

        return uses.OrderByDescending(static use => use.Value).ThenBy(use => Length(use.Key)).ThenBy(static use => use.Key)
            .Select(static (use, rank) => (use.Key, rank)).ToDictionary(static item => item.Key, static item => item.rank);
    }

    private int Length(int rotation) => Math.Min(rotation, map.Input.SlotCount - rotation);
}
