using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.Interpreters;

/// <summary>Runs a Tensor graph in the clear: what the model means, and the oracle of every later stage.</summary>
public static class TensorInterpreter
{
    /// <summary>The graph's outputs by name.</summary>
    /// <param name="graph">A graph of the Tensor dialect.</param>
    /// <param name="weights">The module's weights, with their values.</param>
    /// <param name="inputs">A tensor for each input of the graph, by name; a float tensor of the right shape may have any float type.</param>
    /// <exception cref="IrException">An input is missing or has another shape, an op refuses its values, or weights are not loaded.</exception>
    public static IReadOnlyDictionary<string, Tensor> Run(Graph graph, WeightTable weights, IReadOnlyDictionary<string, Tensor> inputs) =>
        Outputs(graph, RunAll(graph, weights, inputs));

    /// <summary>Every value of the graph, by its index.</summary>
    /// <exception cref="IrException">As for <see cref="Run"/>.</exception>
    public static IReadOnlyList<Tensor> RunAll(Graph graph, WeightTable weights, IReadOnlyDictionary<string, Tensor> inputs)
    {
        List<Tensor> values = new(graph.Nodes.Count);
        foreach (Node node in graph.Nodes)
        {
            values.Add(node.Op is Input input ? InputValue(input, inputs) : Evaluate(node, values, weights));
        }

        return values;
    }

    /// <summary>Picks a graph's outputs out of all of its values.</summary>
    public static IReadOnlyDictionary<string, Tensor> Outputs(Graph graph, IReadOnlyList<Tensor> values) =>
        graph.Outputs.ToDictionary(static output => output.Name, output => values[output.Value.Index]);

    private static Tensor Evaluate(Node node, List<Tensor> values, WeightTable weights)
    {
        if (node.Op is not TensorOp op || node.Type is not TensorType type)
        {
            throw new IrException($"'{node.Name}' ({node.Op.Mnemonic}) does not belong to the Tensor dialect");
        }

        try
        {
            return op.Evaluate(op.Inputs.Select(input => values[input.Index]).ToList(), type, weights);
        }
        catch (IrException error)
        {
            throw new IrException($"'{node.Name}' ({op.Mnemonic}): {error.Message}", error);
        }
    }

    private static Tensor InputValue(Input input, IReadOnlyDictionary<string, Tensor> inputs)
    {
        if (!inputs.TryGetValue(input.Name, out Tensor? value))
        {
            throw new IrException($"input '{input.Name}' is not given; the graph needs {input.Type.ToText()}");
        }

        return value.Shape == input.Type.Shape
            ? value
            : throw new IrException($"input '{input.Name}' has shape {value.Shape}, the graph needs {input.Type.Shape}");
    }
}
