using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Weights;

namespace PowerSoftmax.Passes.Costs;

/// <summary>Diagonals and rotations of every matrix product and linear map of a graph, found once because finding them is slow.</summary>
public sealed class MatrixProductCounts
{
    private readonly PlacedDiagonalsTable diagonals = new();
    private readonly Dictionary<ValueId, MatrixWork> counts = [];

    /// <summary>Cost: slots x rows for each that is unlike the others.</summary>
    /// <param name="graph">A graph of the Ckks dialect.</param>
    public MatrixProductCounts(Graph graph)
    {
        foreach ((Node node, CkksMatrixProduct op) in graph.Ops<CkksMatrixProduct>())
        {
            Count(node, op.Step, op.Babies);
        }

        foreach ((Node node, CkksLinearMap op) in graph.Ops<CkksLinearMap>())
        {
            Count(node, op.Step, op.Babies);
        }
    }

    /// <summary>Diagonals, and baby and giant rotations that need a key.</summary>
    public MatrixWork this[ValueId product] => counts[product];

    private void Count(Node node, int step, BabyForm form) => counts.Add(node.Id, MatrixSplit.Of(diagonals.Of(node.Op)!, step, form).Work);
}
