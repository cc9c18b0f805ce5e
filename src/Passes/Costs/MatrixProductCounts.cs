using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Weights;

namespace PowerSoftmax.Passes.Costs;

/// <summary>Diagonals and rotations of every linear map of a graph, found once because finding them is slow.</summary>
public sealed class MatrixProductCounts
{
    private readonly PlacedDiagonalsTable diagonals = new();
    private readonly Dictionary<ValueId, MatrixWork> counts = [];

    /// <summary>Cost: slots x rows for each that is unlike the others.</summary>
    /// <param name="graph">A graph of the Ckks dialect.</param>
    public MatrixProductCounts(Graph graph)
    {
        foreach ((Node node, CkksLinearMap op) in graph.Ops<CkksLinearMap>())
        {
            counts.Add(node.Id, MatrixSplit.Of(diagonals.Of(op)!, op.Step, op.Babies).Work);
        }
    }

    /// <summary>Diagonals, and baby and giant rotations that need a key.</summary>
    public MatrixWork this[ValueId product] => counts[product];
}
