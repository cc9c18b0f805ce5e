using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Interpreters;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Passes.Predict;

/// <summary>How many samples the slots of a circuit are computed of: all, or the first few of a circuit where that would take minutes; at least one.</summary>
internal static class LookedSamples
{
    /// <summary>Slots for bounds, the more the better: those of all values of twelve layers of BERT-base for eight samples; a minute or two.</summary>
    public const double ForBounds = 8e9;

    /// <summary>Slots for noise, which samples change little: two such samples.</summary>
    public const double ForNoise = 2e9;

    /// <summary>Slots for comparing slots with tensors: one such sample, which meets every entry of every matrix.</summary>
    public const double ForComparison = 1e9;

    /// <summary>The first of the samples.</summary>
    /// <param name="graph">Of the Packed or the Ckks dialect.</param>
    /// <param name="samples">At least one.</param>
    /// <param name="most">Slots of all values and samples that are computed.</param>
    public static IEnumerable<IReadOnlyDictionary<string, Tensor>> Of(Graph graph, IEnumerable<IReadOnlyDictionary<string, Tensor>> samples, double most)
    {
        int slotCount = CircuitSlots.CountOf(graph);
        double slots = graph.Nodes.Sum(node => node.Type switch
        {
            PackedType packed => (double)packed.Layout.AddressCount,
            CiphertextType ciphertexts => (double)ciphertexts.RealCount * slotCount,
            _ => 0,
        });
        return samples.Take((int)Math.Clamp(most / slots, 1, int.MaxValue));
    }
}
