using PowerSoftmax.Ir.Bootstrapping;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Ir.Weights;
using PowerSoftmax.Passes.Costs;

namespace PowerSoftmax.Passes.Plan;

/// <summary>Bytes of the plaintexts that a server keeps between evaluations.</summary>
public sealed class PlaintextEstimate(CkksParameterSet parameters, MatrixProductCounts counts)
{
    /// <summary>The matrices of bootstraps, all kept, and encoded weights as far as the usual cache holds them.</summary>
    /// <param name="graph">The circuit.</param>
    /// <param name="keyBytes">Memory of its evaluation keys.</param>
    public KeptPlaintexts Run(Graph graph, long keyBytes)
    {
        long matrices = graph.Ops<CkksBootstrap>().Any() ? new BootstrapPlan(parameters, parameters.LogN - 1).MatrixBytes : 0;
        long weights = graph.Nodes.Sum(node => Weights(graph, node));
        long kept = Math.Min(WeightCache.UsualBytes(keyBytes + matrices), weights);

        long clear = graph.Ops<CkksMatrixProduct>().Sum(product => (long)counts[product.Node.Id].Diagonals * parameters.SlotCount * sizeof(double));

        return new KeptPlaintexts(matrices + kept + clear, weights == 0 ? 0 : (double)(weights - kept) / weights);
    }

    private long Weights(Graph graph, Node node) => node.Op switch
    {
        CkksMatrixProduct product => counts[node.Id].Diagonals
            * Limbs(LevelOf(graph, product.Input).LimbCount + (counts[node.Id].Babies > 0 ? parameters.P.Count : 0)),
        CkksMultiplyPlain product => Limbs(LevelOf(graph, product.Input).LimbCount),
        CkksAddPlain sum => Limbs(LevelOf(graph, sum.Input).LimbCount),
        _ => 0,
    };

    private static Level LevelOf(Graph graph, ValueId value) => ((CiphertextType)graph[value].Type).Level;

    private long Limbs(int count) => (long)count * parameters.N * sizeof(double);
}
