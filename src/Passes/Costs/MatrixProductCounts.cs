using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.LinearMaps;

namespace PowerSoftmax.Passes.Costs;

/// <summary>Diagonals and rotations of every matrix product of a graph, found once because finding them is slow.</summary>
public sealed class MatrixProductCounts
{
    private readonly Dictionary<ValueId, (int Diagonals, int Babies, int Giants)> counts = [];

    /// <summary>Cost: slots x rows for each matrix product.</summary>
    public MatrixProductCounts(Graph graph)
    {
        foreach ((Node node, CkksMatrixProduct product) in graph.Ops<CkksMatrixProduct>())
        {
            GeneralizedDiagonals diagonals = GeneralizedDiagonals.Of(product.Contraction);
            BabyStepGiantStep split = BabyStepGiantStep.Split(diagonals, product.Step);
            counts.Add(node.Id, (
                diagonals.Rotations.Count,
                split.Babies.Count(static rotation => rotation != 0),
                split.Giants.Count(static rotation => rotation != 0)));
        }
    }

    /// <summary>Diagonals, and baby and giant rotations that need a key.</summary>
    public (int Diagonals, int Babies, int Giants) this[ValueId product] => counts[product];
}
