using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Tensors;

namespace PowerSoftmax.Ir.Interpreters;

/// <summary>Runs a Packed graph on slots in the clear: the encrypted circuit without encryption and noise.</summary>
public static class SlotInterpreter
{
    /// <summary>Outputs of the graph as tensors.</summary>
    /// <param name="graph">A graph of the Packed dialect.</param>
    /// <param name="inputs">The prologue's outputs by name; each is packed in every layout the graph asks for.</param>
    /// <param name="weights">The module's weights.</param>
    /// <exception cref="IrException">An input is missing, or the graph has ops of another dialect.</exception>
    public static IReadOnlyDictionary<string, Tensor> Run(Graph graph, IReadOnlyDictionary<string, Tensor> inputs, WeightTable weights) =>
        Outputs(graph, RunSlots(graph, inputs, weights));

    /// <summary>Outputs as tensors, from the slots of every value.</summary>
    public static IReadOnlyDictionary<string, Tensor> Outputs(Graph graph, IReadOnlyList<double[]> slots) =>
        graph.Ops<PackedOutput>().ToDictionary(
            static output => output.Op.Tensor,
            output => Packing.Unpack(slots[output.Node.Id.Index], output.Op.Layout, output.Op.Shape));

    /// <summary>Slots of every value of the graph, those of a bundle one ciphertext after the other.</summary>
    /// <param name="graph">A graph of the Packed dialect.</param>
    /// <param name="inputs">The prologue's outputs by name.</param>
    /// <param name="weights">The module's weights.</param>
    /// <param name="disturb">May change the slots of a node before others use them, as a test of what nobody uses; null changes none.</param>
    public static IReadOnlyList<double[]> RunSlots(
        Graph graph, IReadOnlyDictionary<string, Tensor> inputs, WeightTable weights, System.Action<Node, double[]>? disturb = null)
    {
        List<double[]> values = new();
        SlotNumbers numbers = new(inputs, CircuitSlots.CountOf(graph), weights, new DiagonalsTable());
        foreach (Node node in graph.Nodes)
        {
            values.Add(node.Op is PackedOp op
                ? op.Apply(op.Inputs.Select(operand => values[operand.Index]).ToList(), numbers)
                : throw new IrException($"'{node.Name}' ({node.Op.Mnemonic}) is not an op of the Packed dialect"));
            disturb?.Invoke(node, values[node.Id.Index]);
        }

        return values;
    }
}
