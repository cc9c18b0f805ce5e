using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.Weights;

namespace PowerSoftmax.Passes.Costs;

/// <summary>The generalized diagonals of a matrix product or a linear map, as far as its cost depends on them.</summary>
/// <param name="Kept">How they are kept encoded.</param>
/// <param name="Places">Of each of them.</param>
/// <param name="Results">Ciphertexts of the result.</param>
internal sealed record PlacedDiagonals(KeptDiagonals Kept, IReadOnlyList<DiagonalPlace> Places, int Results)
{
    /// <summary>Cost: slots x rows.</summary>
    public static PlacedDiagonals Of(Contraction contraction)
    {
        GeneralizedDiagonals diagonals = GeneralizedDiagonals.Of(contraction);
        WeightPeriods periods = new(diagonals.SlotCount, hasWeight: true);
        int[] repeated = [.. diagonals.Rotations.Select(rotation => periods.Of(diagonals.Entries(rotation)))];

        return new PlacedDiagonals(
            KeptDiagonals.Of(diagonals.SlotCount, repeated), [.. diagonals.Rotations.Select(static rotation => new DiagonalPlace(rotation, 0, 0))], Results: 1);
    }

    /// <summary>Cost: that of <see cref="MapDiagonals.Of"/>.</summary>
    /// <param name="map">The map.</param>
    /// <param name="hasWeight">Whether entries are those of a matrix; otherwise all are one.</param>
    public static PlacedDiagonals Of(LinearMap map, bool hasWeight)
    {
        MapDiagonals all = MapDiagonals.Of(map);
        WeightPeriods periods = new(all.Period, hasWeight);
        int[] repeated = [.. all.Diagonals.Select(diagonal => periods.Of(diagonal.Entries))];

        return new PlacedDiagonals(
            KeptDiagonals.Of(map.Input.SlotCount, repeated), [.. all.Diagonals.Select(static diagonal => diagonal.Place)], map.Output.CiphertextCount);
    }
}
