using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Passes.Noise;
using PowerSoftmax.Passes.Rules.Ckks;

namespace PowerSoftmax.Passes.Predict;

/// <summary>Runs a Ckks graph in the clear on samples and carries the variance of every slot's error along.</summary>
/// <remarks>Cost: a run of the slot interpreter a sample, of large circuits of the first samples alone, several at once. Values are dropped after their last use.</remarks>
public static class NoiseAnalysis
{
    /// <param name="graph">A graph of the Ckks dialect.</param>
    /// <param name="model">The noise of its parameters.</param>
    /// <param name="weights">The module's weights, with their values.</param>
    /// <param name="samples">At least one: the prologue's outputs by name.</param>
    public static NoiseReport Run(
        Graph graph, NoiseModel model, WeightTable weights, IEnumerable<IReadOnlyDictionary<string, Tensor>> samples)
    {
        DiagonalsTable diagonals = new();
        return LookedSamples.Of(graph, samples, LookedSamples.ForNoise).AsParallel().AsOrdered()
            .Select(sample => RunSample(graph, new CkksNoise(model, weights, sample, diagonals)))
            .AsSequential().Aggregate(static (all, next) => all.Join(next));
    }

    private static NoiseReport RunSample(Graph graph, CkksNoise noise)
    {
        IReadOnlyList<IReadOnlyList<ValueId>> lastUses = LastUses.Of(graph);
        NoisySlots?[] live = new NoisySlots?[graph.Nodes.Count];
        List<NodeNoise> nodes = [];
        List<OutputNoise> outputs = [];
        foreach (Node node in graph.Nodes)
        {
            NoisySlots[] inputs = [.. node.Op.Inputs.Select(value => live[value.Index]!)];
            NoisySlots slots = CkksRules.Of(node).Noise(CkksPlace.Of(graph, node), inputs, noise);
            live[node.Id.Index] = slots;
            nodes.Add(new NodeNoise(slots.Magnitude, slots.Deviation));
            if (node.Op is CkksOutput output)
            {
                outputs.Add(Read(slots, output));
            }

            foreach (ValueId used in lastUses[node.Id.Index])
            {
                live[used.Index] = null;
            }
        }

        return new NoiseReport(nodes, outputs);
    }

    private static OutputNoise Read(NoisySlots slots, CkksOutput output)
    {
        double[] values = Packing.Unpack(slots.Values, output.Layout, output.Shape).Values;
        double[] variances = Packing.Unpack(slots.Variances, output.Layout, output.Shape).Values;
        return new OutputNoise(output.Tensor, values.Min(), values.Max(), Math.Sqrt(variances.Max()));
    }
}
