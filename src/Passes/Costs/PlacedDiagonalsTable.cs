using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Weights;

namespace PowerSoftmax.Passes.Costs;

/// <summary>The diagonals of a circuit's matrix products and linear maps, of either dialect: layers that are alike have theirs found once. Not thread-safe.</summary>
internal sealed class PlacedDiagonalsTable
{
    private readonly Dictionary<Contraction, PlacedDiagonals> products = [];
    private readonly Dictionary<(LinearMap Map, bool HasWeight), PlacedDiagonals> maps = [];
    private readonly Dictionary<(PlacedDiagonals Whole, ComplexPacking Packing), PlacedDiagonals> packed = [];

    /// <summary>Of an op; null where it is neither a matrix product nor a linear map. Cost: slots x rows, once.</summary>
    public PlacedDiagonals? Of(Op op) => op switch
    {
        PackedMatrixProduct product => Of(product.Contraction),
        CkksMatrixProduct product => Of(product.Contraction),
        PackedLinearMap map => Of(map.Map, map.Weight is not null),
        CkksLinearMap map => Of(map.Map, map.Weight is not null),
        _ => null,
    };

    /// <summary>Of a linear map, with its ciphertexts in the op's pairs. Cost: a pass over the diagonals besides.</summary>
    public PlacedDiagonals Packed(CkksLinearMap map)
    {
        PlacedDiagonals whole = Of(map)!;
        if (map.Packing == ComplexPacking.None)
        {
            return whole;
        }

        if (!packed.TryGetValue((whole, map.Packing), out PlacedDiagonals? found))
        {
            packed[(whole, map.Packing)] = found = whole.Packed(map.Packing);
        }

        return found;
    }

    private PlacedDiagonals Of(Contraction contraction)
    {
        if (!products.TryGetValue(contraction, out PlacedDiagonals? found))
        {
            products[contraction] = found = PlacedDiagonals.Of(contraction);
        }

        return found;
    }

    private PlacedDiagonals Of(LinearMap map, bool hasWeight)
    {
        LinearMap unnamed = map.WithNamesByOrder();
        if (!maps.TryGetValue((unnamed, hasWeight), out PlacedDiagonals? found))
        {
            maps[(unnamed, hasWeight)] = found = PlacedDiagonals.Of(unnamed, hasWeight);
        }

        return found;
    }
}
