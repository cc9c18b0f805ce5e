using System.Linq;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;

namespace PowerSoftmax.Ir.Interpreters;

/// <summary>How many slots the ciphertexts of a circuit have.</summary>
public static class CircuitSlots
{
    /// <summary>Slots of a ciphertext, by the layout of the first input: all values of a circuit have as many.</summary>
    /// <param name="graph">Of the Packed or the Ckks dialect.</param>
    /// <exception cref="IrException">It has no input.</exception>
    public static int CountOf(Graph graph) => graph.Nodes.Select(static node => node.Op switch
    {
        PackedInput input => input.Layout.SlotCount,
        CkksInput input => input.Layout.SlotCount,
        _ => 0,
    }).FirstOrDefault(static count => count > 0) is int slots and > 0
        ? slots
        : throw new IrException($"graph '{graph.Name}' has no encrypted input");
}
