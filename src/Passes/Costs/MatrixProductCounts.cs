using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Weights;

namespace PowerSoftmax.Passes.Costs;

/// <summary>Diagonals and rotations of every matrix product of a graph, found once because finding them is slow.</summary>
public sealed class MatrixProductCounts
{
    private readonly Dictionary<ValueId, MatrixWork> counts;

    /// <summary>Cost: slots x rows for each matrix product.</summary>
    public MatrixProductCounts(Graph graph) => counts = graph.Ops<CkksMatrixProduct>().ToDictionary(
        static product => product.Node.Id, static product => MatrixSplit.Of(product.Op.Contraction, product.Op.Step).Work);

    /// <summary>Diagonals, and baby and giant rotations that need a key.</summary>
    public MatrixWork this[ValueId product] => counts[product];
}
