using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Passes.Calibrate;

/// <summary>Runs a circuit in the clear, with some functions observed or replaced.</summary>
public sealed class CircuitRun(Graph circuit, WeightTable weights)
{
    private readonly Dictionary<ValueId, FunctionSite> sites = FunctionSite.Of(circuit).ToDictionary(static site => site.Node.Id);

    /// <summary>Called with the arguments of every function.</summary>
    public Action<FunctionSite, double[]>? Observe { get; init; }

    /// <summary>What stands in for a function, or null for the function itself.</summary>
    public Func<FunctionSite, Func<double, double>?>? Replace { get; init; }

    /// <summary>The circuit's outputs, in order.</summary>
    public IReadOnlyList<Tensor> Outputs(IReadOnlyDictionary<string, Tensor> inputs)
    {
        Tensor[] values = new Tensor[circuit.Nodes.Count];
        foreach (Node node in circuit.Nodes)
        {
            values[node.Id.Index] = node.Op is Input input ? inputs[input.Name] : Evaluate(node, values);
        }

        return [.. circuit.Outputs.Select(output => values[output.Value.Index])];
    }

    private Tensor Evaluate(Node node, Tensor[] values)
    {
        Tensor[] operands = [.. node.Op.Inputs.Select(input => values[input.Index])];
        if (!sites.TryGetValue(node.Id, out FunctionSite? site))
        {
            return ((TensorOp)node.Op).Evaluate(operands, (TensorType)node.Type, weights);
        }

        Observe?.Invoke(site, site.Arguments(operands));
        Func<double, double> function = Replace?.Invoke(site) ?? site.Function.Evaluate;
        return site.EvaluateWith(function, operands);
    }
}
