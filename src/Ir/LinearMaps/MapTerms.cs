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
    private readonly Lazy<int[]> ranks;

    public MapTerms(LinearMap map, RowStructure structure)
    {
        this.map = map;
        this.structure = structure;
        sources = new MapSources(map, structure);
        targets = Targets().ToArray();
        alongSize = structure.Along.Count == 0 ? 1 : map.Input.Dimension(structure.Along[0]).Size;
        comesRound = map.Parts is not null && structure.Repeats ? structure.Period : map.Input.SlotCount;
        ranks = new Lazy<int[]>(RanksByUse);
    }

    /// <summary>One term of the sums: its row of W, the place or the parts to write to, and the places to read from.</summary>
    public delegate void Visitor(int row, MapPlace[] targets, MapPlace[] sources);

    /// <exception cref="IrException">The operand holds an element nowhere.</exception>
    public void ForEach(Visitor visit)
    {
        foreach (MapPlace[] parts in targets)
        {
            MapPlace first = parts[0];
            MapPlace[][] found = sources.Of(first.Shared, first.Row / map.Terms);
            for (int term = 0; term < found.Length; term++)
            {
                if (found[term].Length == 0)
                {
                    throw new IrException($"slot {first.Slot} of ciphertext {first.Ciphertext} of '{map.Output}' needs an element that lies in no slot of '{map.Input}'");
                }

                visit(first.Row + term, parts, found[term]);
            }
        }
    }

    /// <summary>The place to read from, and the part to write to: those whose rotation serves the most terms, of equals the shorter one.</summary>
    public (int Rotation, MapPlace Target, MapPlace Source) Choose(MapPlace[] parts, MapPlace[] found)
    {
        (int Rotation, MapPlace Target, MapPlace Source) best = (Rotation(found[0], parts[0]), parts[0], found[0]);
        if (parts.Length == 1 && found.Length == 1)
        {
            return best;
        }

        foreach (MapPlace target in parts)
        {
            foreach (MapPlace source in found)
            {
                int rotation = Rotation(source, target);
                best = ranks.Value[rotation] < ranks.Value[best.Rotation] ? (rotation, target, source) : best;
            }
        }

        return best;
    }

    /// <summary>The rotation to the left that brings a place to another: to the row that has its index, then to its slot.</summary>
    private int Rotation(in MapPlace source, in MapPlace target)
    {
        int shift = target.Shift - source.Shift;
        shift += shift < 0 ? alongSize : 0;
        return ((shift * structure.Stride) + source.Slot - target.Slot) & (comesRound - 1);
    }

    /// <summary>The rank of every possible rotation: first those that could serve the most terms.</summary>
    private int[] RanksByUse()
    {
        int[] uses = new int[map.Input.SlotCount];
        ForEach((_, parts, found) =>
        {
            foreach (MapPlace target in parts)
            {
                foreach (MapPlace source in found)
                {
                    uses[Rotation(source, target)]++;
                }
            }
        });

        int[] byRank = Enumerable.Range(0, uses.Length).Where(rotation => uses[rotation] > 0).OrderByDescending(rotation => uses[rotation]).ThenBy(Length).ThenBy(static rotation => rotation).ToArray();
        int[] rankOf = new int[uses.Length];
        for (int rank = 0; rank < byRank.Length; rank++)
        {
            rankOf[byRank[rank]] = rank;
        }

        return rankOf;
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
