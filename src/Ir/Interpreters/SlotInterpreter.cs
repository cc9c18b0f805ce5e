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
    /// <summary>Outputs of the graph as tensors. Values are dropped after their last use.</summary>
    /// <param name="graph">A graph of the Packed dialect.</param>
    /// <param name="inputs">The prologue's outputs by name; each is packed in every layout the graph asks for.</param>
    /// <param name="weights">The module's weights.</param>
    /// <param name="visit">Sees the slots of every node, those of a bundle one ciphertext after the other, before others use them; as a test of what nobody uses it may change them.</param>
    /// <exception cref="IrException">An input is missing, or the graph has ops of another dialect.</exception>
    public static IReadOnlyDictionary<string, Tensor> Run(
        Graph graph, IReadOnlyDictionary<string, Tensor> inputs, WeightTable weights, System.Action<Node, double[]>? visit = null) =>
        Run(graph, inputs, weights, new DiagonalsTable(), visit);

    /// <param name="graph">A graph of the Packed dialect.</param>
    /// <param name="inputs">The prologue's outputs by name.</param>
    /// <param name="weights">The module's weights.</param>
    /// <param name="diagonals">Those that were found, for several inputs.</param>
    /// <param name="visit">Sees the slots of every node.</param>
    /// <inheritdoc cref="Run(Graph, IReadOnlyDictionary{string, Tensor}, WeightTable, System.Action{Node, double[]}?)"/>
    public static IReadOnlyDictionary<string, Tensor> Run(
        Graph graph, IReadOnlyDictionary<string, Tensor> inputs, WeightTable weights, DiagonalsTable diagonals, System.Action<Node, double[]>? visit = null)
    {
        SlotNumbers numbers = new(inputs, CircuitSlots.CountOf(graph), weights, diagonals);
        IReadOnlyList<IReadOnlyList<ValueId>> lastUses = LastUses.Of(graph);
        double[]?[] live = new double[]?[graph.Nodes.Count];
        Dictionary<string, Tensor> outputs = new();
        foreach (Node node in graph.Nodes)
        {
            double[] slots = node.Op is PackedOp op
                ? op.Apply(op.Inputs.Select(operand => live[operand.Index]!).ToList(), numbers)
                : throw new IrException($"'{node.Name}' ({node.Op.Mnemonic}) is not an op of the Packed dialect");
            visit?.Invoke(node, slots);
            live[node.Id.Index] = slots;
            if (node.Op is PackedOutput output)
            {
                outputs.Add(output.Tensor, Packing.Unpack(slots, output.Layout, output.Shape));
            }

            foreach (ValueId used in lastUses[node.Id.Index])
            {
                live[used.Index] = null;
            }
        }

        return outputs;
    }

    /// <summary>Slots of every value of the graph.</summary>
    /// <inheritdoc cref="Run(Graph, IReadOnlyDictionary{string, Tensor}, WeightTable, System.Action{Node, double[]}?)"/>
    public static IReadOnlyList<double[]> RunSlots(Graph graph, IReadOnlyDictionary<string, Tensor> inputs, WeightTable weights)
    {
        List<double[]> values = new();
        Run(graph, inputs, weights, (_, slots) => values.Add(slots));
        return values;
    }
}
