using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Weights;

namespace PowerSoftmax.Passes.Costs;

/// <summary>Diagonals and rotations of every matrix product and linear map of a graph, found once because finding them is slow.</summary>
public sealed class MatrixProductCounts
{
    private readonly Dictionary<ValueId, MatrixWork> counts = [];

    /// <summary>Cost: slots x rows for each of them.</summary>
    /// <param name="graph">A graph of the Ckks dialect.</param>
    public MatrixProductCounts(Graph graph)
    {
        foreach (Node node in graph.Nodes)
        {
            if (MatrixSplit.Of(node.Op) is MatrixSplit split)
            {
                counts.Add(node.Id, split.Work);
            }
        }
    }

    /// <summary>Diagonals, and baby and giant rotations that need a key.</summary>
    public MatrixWork this[ValueId product] => counts[product];
}
