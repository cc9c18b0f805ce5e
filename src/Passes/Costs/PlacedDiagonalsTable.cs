using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Weights;

namespace PowerSoftmax.Passes.Costs;

/// <summary>The diagonals of a circuit's linear maps, of either dialect: layers that are alike have theirs found once. Not thread-safe.</summary>
internal sealed class PlacedDiagonalsTable
{
    private readonly Dictionary<(LinearMap Map, bool HasWeight), PlacedDiagonals> maps = [];
    private readonly Dictionary<(PlacedDiagonals Whole, ComplexPacking Packing, bool InPairs), PlacedDiagonals> packed = [];

    /// <summary>Of an op, in its pairs of ciphertexts; null where it is no linear map. Cost: slots x rows, once.</summary>
    public PlacedDiagonals? Of(Op op) => op switch
    {
        PackedLinearMap map => Of(map.Map, map.Weight is not null),
        CkksLinearMap map => Packed(Of(map.Map, map.Weight is not null), map.Packing, map.InPairs),
        _ => null,
    };

    private PlacedDiagonals Of(LinearMap map, bool hasWeight)
    {
        LinearMap unnamed = map.WithNamesByOrder();
        if (!maps.TryGetValue((unnamed, hasWeight), out PlacedDiagonals? found))
        {
            maps[(unnamed, hasWeight)] = found = PlacedDiagonals.Of(unnamed, hasWeight);
        }

        return found;
    }

    private PlacedDiagonals Packed(PlacedDiagonals whole, ComplexPacking packing, bool inPairs)
    {
        if (packing == ComplexPacking.None)
        {
            return whole;
        }

        if (!packed.TryGetValue((whole, packing, inPairs), out PlacedDiagonals? found))
        {
            packed[(whole, packing, inPairs)] = found = whole.Packed(packing, inPairs);
        }

        return found;
    }
}
