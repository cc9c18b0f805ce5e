using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.Weights;

namespace PowerSoftmax.Passes.Costs;

/// <summary>The generalized diagonals of a linear map, as far as its cost depends on them.</summary>
/// <param name="SlotCount">Slots of a ciphertext.</param>
/// <param name="Places">Of each of them.</param>
/// <param name="Periods">Slots after which each repeats.</param>
/// <param name="Results">Ciphertexts of the result.</param>
internal sealed record PlacedDiagonals(int SlotCount, IReadOnlyList<DiagonalPlace> Places, IReadOnlyList<int> Periods, int Results)
{
    /// <summary>Which ciphertexts go in pairs; places are those of pairs then.</summary>
    public ComplexPacking Packing { get; private init; }

    /// <summary>Whether results stay in pairs.</summary>
    public bool InPairs { get; private init; }

    /// <summary>What is computed one after the other.</summary>
    public IReadOnlyList<MapParts> Parts { get; } = MapParts.Of(Places.Select(static place => (place.Input, place.Output)));

    /// <summary>How they are kept encoded.</summary>
    public KeptDiagonals Kept { get; } = KeptDiagonals.Of(SlotCount, Periods);

    /// <summary>Cost: that of <see cref="MapDiagonals.Of"/>.</summary>
    /// <param name="map">The map.</param>
    /// <param name="hasWeight">Whether entries are those of a matrix; otherwise all are one.</param>
    public static PlacedDiagonals Of(LinearMap map, bool hasWeight)
    {
        MapDiagonals all = MapDiagonals.Of(map);
        WeightPeriods periods = new(all.Period, hasWeight);
        int[] repeated = [.. all.Diagonals.Select(diagonal => periods.Of(diagonal.Entries))];

        return new PlacedDiagonals(
            map.Input.SlotCount, [.. all.Diagonals.Select(static diagonal => diagonal.Place)], repeated, map.Output.CiphertextCount);
    }

    /// <summary>The same matrix in each packing that pairs anything of it.</summary>
    public IEnumerable<PlacedDiagonals> Packed() => new[] { ComplexPacking.Operands, ComplexPacking.Results }
        .Where(packing => Places.Any(place => ComplexPairs.IsSecond(packing, place)))
        .Select(packing => Packed(packing));

    /// <summary>The same matrix with ciphertexts in pairs: diagonals of a pair and a rotation are one.</summary>
    /// <param name="packing">Which of them.</param>
    /// <param name="inPairs">Whether results stay so.</param>
    public PlacedDiagonals Packed(ComplexPacking packing, bool inPairs = false)
    {
        var pairs = Places.Zip(Periods).GroupBy(entry => ComplexPairs.Of(packing, entry.First)).ToList();

        return new PlacedDiagonals(
            SlotCount,
            [.. pairs.Select(static pair => pair.Key)],
            [.. pairs.Select(static pair => pair.Max(static entry => entry.Second))],
            packing == ComplexPacking.Results ? ComplexPairs.Count(Results) : Results)
        {
            Packing = packing,
            InPairs = inPairs,
        };
    }
}
