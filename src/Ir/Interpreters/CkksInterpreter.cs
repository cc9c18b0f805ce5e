using System;
using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.LinearMaps;
using PowerSoftmax.Ir.Tensors;

namespace PowerSoftmax.Ir.Interpreters;

/// <summary>Runs a Ckks graph on slots in the clear: the polynomials and layouts of the circuit, without encryption and noise.</summary>
/// <remarks>Threads may run it at once. Diagonals are found at the first run and kept.</remarks>
public sealed class CkksInterpreter
{
    private readonly Graph graph;
    private readonly WeightTable weights;
    private readonly DiagonalsTable diagonals = new();

    /// <param name="graph">A graph of the Ckks dialect.</param>
    /// <param name="weights">The module's weights, with their values.</param>
    public CkksInterpreter(Graph graph, WeightTable weights)
    {
        this.graph = graph;
        this.weights = weights;
    }

    /// <summary>Told every operation with its operands before it is computed, on the thread that runs; the slots stay the interpreter's, those of a bundle one ciphertext after the other.</summary>
    public Action<Node, IReadOnlyList<double[]>>? Observe { get; set; }

    /// <summary>Outputs of the circuit as tensors, by name.</summary>
    /// <param name="inputs">The prologue's outputs by name.</param>
    /// <exception cref="IrException">An input is missing, or the graph has ops of another dialect.</exception>
    public IReadOnlyDictionary<string, Tensor> Run(IReadOnlyDictionary<string, Tensor> inputs)
    {
        List<double[]> values = new(graph.Nodes.Count);
        SlotNumbers numbers = new(inputs, CircuitSlots.CountOf(graph), weights, diagonals);
        foreach (Node node in graph.Nodes)
        {
            List<double[]> operands = node.Op.Inputs.Select(operand => values[operand.Index]).ToList();
            if (operands.Count > 0)
            {
                Observe?.Invoke(node, operands);
            }

            values.Add(node.Op is CkksOp op
                ? op.Apply(operands, numbers)
                : throw new IrException($"'{node.Name}' ({node.Op.Mnemonic}) is not an op of the Ckks dialect"));
        }

        return graph.Ops<CkksOutput>().ToDictionary(
            static output => output.Op.Tensor,
            output => Packing.Unpack(values[output.Node.Id.Index], output.Op.Layout, output.Op.Shape));
    }
}
