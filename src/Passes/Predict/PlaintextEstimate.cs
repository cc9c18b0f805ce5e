using PowerSoftmax.Ir.Bootstrapping;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Weights;
using PowerSoftmax.Passes.Costs;
using PowerSoftmax.Passes.Rules.Ckks;

namespace PowerSoftmax.Passes.Predict;

/// <summary>Bytes of the plaintexts that a server keeps between evaluations.</summary>
public sealed class PlaintextEstimate(CkksParameterSet parameters, MatrixProductCounts counts)
{
    private readonly CkksMemory memory = new(parameters, counts, Bootstrapping: null);

    /// <summary>The matrices of bootstraps, all kept, and encoded weights as far as the usual cache holds them.</summary>
    /// <param name="graph">The circuit.</param>
    /// <param name="keyBytes">Memory of its evaluation keys.</param>
    /// <exception cref="IrException">An op has no rules.</exception>
    public KeptPlaintexts Run(Graph graph, long keyBytes)
    {
        long matrices = graph.Ops<CkksBootstrap>().Any() ? new BootstrapPlan(parameters, parameters.LogN - 1).MatrixBytes : 0;
        long weights = graph.Nodes.Sum(node => CkksRules.Of(node).EncodedBytes(CkksPlace.Of(graph, node), memory));
        long kept = Math.Min(WeightCache.UsualBytes(keyBytes + matrices), weights);

        return new KeptPlaintexts(matrices + kept, weights == 0 ? 0 : (double)(weights - kept) / weights);
    }
}
