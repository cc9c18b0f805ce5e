using System;
using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.Tensors;

namespace PowerSoftmax.Ir.LinearMaps;

/// <summary>
/// The generalized diagonals of a linear map between bundles of ciphertexts: y_o = sum over i and k of d_(i, o, k) * rotate(x_i, k), where each
/// d repeats with the rows that both layouts have. Halevi and Shoup, "Algorithms in HElib", CRYPTO 2014, section 4.3.
/// </summary>
/// <remarks>
/// Where the operand holds an element in several slots, the copy is read whose rotation serves the most slots, so that few rotations serve
/// all: F features with a copy beside them take F rotations, without one up to twice as many. Cost: slots of a period and ciphertexts of the result x
/// rows of W x copies. Immutable.
/// </remarks>
public sealed class MapDiagonals
{
    private readonly Lazy<RepeatedMapKernel> repeated;
    private readonly int columns;

    private MapDiagonals(LinearMap map, int period, IReadOnlyList<MapDiagonal> diagonals)
    {
        Map = map;
        Period = period;
        Diagonals = diagonals;
        columns = map.Columns;
        repeated = new Lazy<RepeatedMapKernel>(() => new RepeatedMapKernel(this));
    }

    public LinearMap Map { get; }

    /// <summary>Slots after which every diagonal repeats.</summary>
    public int Period { get; }

    /// <summary>By rotation, then by ciphertext of the operand and of the result.</summary>
    public IReadOnlyList<MapDiagonal> Diagonals { get; }

    /// <summary>Distinct rotations, ascending.</summary>
    public IEnumerable<int> Rotations => Diagonals.Select(static diagonal => diagonal.Rotation).Distinct();

    /// <exception cref="IrException">The result holds an element that the operand lacks, or a ciphertext without any.</exception>
    public static MapDiagonals Of(LinearMap map)
    {
        MapResults.Check(map);
        RowStructure structure = RowStructure.Of(map);
        MapTerms terms = new(map, structure);
        (int inputs, int outputs) = (map.Input.CiphertextCount, map.Output.CiphertextCount);
        Dictionary<long, List<DiagonalEntry>> entries = new();
        terms.ForEach((row, targets, sources) =>
        {
            (int rotation, MapPlace target, MapPlace source) = terms.Choose(targets, sources);
            long key = (((long)rotation * inputs) + source.Ciphertext) * outputs + target.Ciphertext;
            if (!entries.TryGetValue(key, out List<DiagonalEntry>? list))
            {
                entries[key] = list = new List<DiagonalEntry>();
            }

            list.Add(new DiagonalEntry(target.Slot, row, target.Column));
        });

        return new MapDiagonals(map, structure.Period, entries.OrderBy(static entry => entry.Key).Select(entry => new MapDiagonal(
            (int)(entry.Key / outputs / inputs), (int)(entry.Key / outputs % inputs), (int)(entry.Key % outputs), entry.Value.ToArray())).ToList());
    }

    /// <summary>One period of a diagonal.</summary>
    /// <param name="diagonal">One of <see cref="Diagonals"/>.</param>
    /// <param name="weight">W, rows x columns; null for ones.</param>
    public double[] Values(MapDiagonal diagonal, Tensor? weight)
    {
        double[] values = new double[Period];
        foreach (DiagonalEntry entry in diagonal.Entries)
        {
            values[entry.Slot] = Weight(weight, entry);
        }

        return values;
    }

    /// <summary>Applies the map in the clear.</summary>
    /// <param name="slots">Of all ciphertexts of the operand, one after the other.</param>
    /// <param name="weight">W, rows x columns; null for ones.</param>
    /// <returns>Of all ciphertexts of the result.</returns>
    public double[] Apply(double[] slots, Tensor? weight) => Map.Input.SlotCount / Period < RepeatedMapKernel.FewestRepeats
        ? new MapKernel(this, slots, weight).Run()
        : repeated.Value.Run(slots, weight);

    /// <summary>Where an entry stands in the rows: addresses of the result and of the operand.</summary>
    public IEnumerable<(int Target, int Source)> Addresses(MapDiagonal diagonal, DiagonalEntry entry)
    {
        int count = Map.Input.SlotCount;
        for (int slot = entry.Slot; slot < count; slot += Period)
        {
            yield return ((diagonal.Output * count) + slot, (diagonal.Input * count) + ((slot + diagonal.Rotation) & (count - 1)));
        }
    }

    /// <summary>The place of an entry's weight in W's values, row-major.</summary>
    public int WeightIndex(DiagonalEntry entry) => (entry.Row * columns) + entry.Column;

    /// <summary>What an entry multiplies with.</summary>
    /// <param name="weight">W, rows x columns; null for ones.</param>
    /// <param name="entry">One of a diagonal.</param>
    public double Weight(Tensor? weight, DiagonalEntry entry) => weight is null ? 1 : weight.Values[WeightIndex(entry)];
}
