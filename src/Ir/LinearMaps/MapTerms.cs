using System;
using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;

namespace PowerSoftmax.Ir.LinearMaps;

/// <summary>The terms of a linear map: for every slot of the result's first rows and every row of W that it sums, the places to read from; of parts of a sum also the places to write to.</summary>
internal sealed class MapTerms
{
    private readonly LinearMap map;
    private readonly RowStructure structure;
    private readonly MapSources sources;
    private readonly MapPlace[][] targets;
    private readonly int alongSize;
    private readonly int comesRound;

    public MapTerms(LinearMap map, RowStructure structure)
    {
        this.map = map;
        this.structure = structure;
        sources = new MapSources(map, structure);
        targets = Targets().ToArray();
        alongSize = structure.Along.Count == 0 ? 1 : map.Input.Dimension(structure.Along[0]).Size;
        comesRound = map.Parts is not null && structure.Repeats ? structure.Period : map.Input.SlotCount;
    }

    /// <exception cref="IrException">The operand holds an element nowhere.</exception>
    public IEnumerable<(IReadOnlyList<MapPlace> Targets, int Row, IReadOnlyList<MapPlace> Sources)> All()
    {
        foreach (MapPlace[] parts in targets)
        {
            MapPlace first = parts[0];
            for (int row = first.Row; row < first.Row + map.Terms; row++)
            {
                IReadOnlyList<MapPlace> found = sources.Of(first.Shared, row);
                if (found.Count == 0)
                {
                    throw new IrException($"slot {first.Slot} of ciphertext {first.Ciphertext} of '{map.Output}' needs an element that lies in no slot of '{map.Input}'");
                }

                yield return (parts, row, found);
            }
        }
    }

    /// <summary>The rotation to the left that brings a place to another: to the row that has its index, then to its slot.</summary>
    public int Rotation(MapPlace source, MapPlace target)
    {
        int shift = (target.Shift - source.Shift + alongSize) % alongSize;
        return ((shift * structure.Stride) + source.Slot - target.Slot) & (comesRound - 1);
    }

    /// <summary>The place to read from, and the part to write to: those whose rotation ranks first.</summary>
    public (int Rotation, MapPlace Target, MapPlace Source) Choose(IReadOnlyList<MapPlace> parts, IReadOnlyList<MapPlace> found, IReadOnlyDictionary<int, int> ranks)
    {
        (int Rotation, MapPlace Target, MapPlace Source) best = (Rotation(found[0], parts[0]), parts[0], found[0]);
        foreach (MapPlace target in parts)
        {
            foreach (MapPlace source in found)
            {
                int rotation = Rotation(source, target);
                best = ranks[rotation] < ranks[best.Rotation] ? (rotation, target, source) : best;
            }
        }

        return best;
    }

    /// <summary>Every possible rotation with its rank: first those that could serve the most terms, of equals the shorter one.</summary>
    public Dictionary<int, int> RotationsByUse()
    {
        Dictionary<int, int> uses = new();
        foreach ((IReadOnlyList<MapPlace> parts, int _, IReadOnlyList<MapPlace> found) in All())
        {
            foreach (MapPlace target in parts)
            {
                foreach (MapPlace source in found)
                {
                    int rotation = Rotation(source, target);
                    uses[rotation] = uses.TryGetValue(rotation, out int count) ? count + 1 : 1;
                }
            }
        }

        return uses.OrderByDescending(static use => use.Value).ThenBy(use => Length(use.Key)).ThenBy(static use => use.Key)
            .Select(static (use, rank) => (use.Key, rank)).ToDictionary(static item => item.Key, static item => item.rank);
    }

    /// <summary>Parts take what lies to their right alone: a run of rotations from 0 on splits evenly into baby and giant steps.</summary>
    private int Length(int rotation) => map.Parts is null ? Math.Min(rotation, map.Input.SlotCount - rotation) : rotation;

    /// <summary>Where each element of the result may be written: one slot, or one for each of its parts.</summary>
    private IEnumerable<MapPlace[]> Targets()
    {
        IEnumerable<MapPlace> all = new MapAddresses(map.Output, map, structure).Places();
        int stride = map.Parts is string parts ? map.Output.Axes.First(axis => axis.AddsTo(parts)).Stride : 0;
        return all.GroupBy(place => (place.Ciphertext, place.Slot - (place.Part * stride))).Select(static group => group.ToArray());
    }
}
