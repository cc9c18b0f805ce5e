using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Passes.Calibrate;

/// <summary>Runs a circuit in the clear, with some functions observed or replaced.</summary>
public sealed class CircuitRun(Graph circuit, WeightTable weights)
{
    /// <summary>How many runs go at once: each keeps the values that it still reads, or all.</summary>
    internal static ParallelOptions FewAtOnce { get; } = new() { MaxDegreeOfParallelism = 4 };

    private readonly Dictionary<ValueId, FunctionSite> sites = FunctionSite.Of(circuit).ToDictionary(static site => site.Node.Id);
    private readonly IReadOnlyList<IReadOnlyList<ValueId>> lastUses = LastUses.Of(circuit);

    /// <summary>Called with the arguments of every function.</summary>
    public Action<FunctionSite, double[]>? Observe { get; init; }

    /// <summary>What stands in for a function, or null for the function itself.</summary>
    public Func<FunctionSite, Func<double, double>?>? Replace { get; init; }

    /// <summary>The circuit's outputs, in order. Values are dropped after their last use.</summary>
    public IReadOnlyList<Tensor> Outputs(IReadOnlyDictionary<string, Tensor> inputs)
    {
        Tensor?[] values = new Tensor?[circuit.Nodes.Count];
        foreach (Node node in circuit.Nodes)
        {
            values[node.Id.Index] = Value(node, inputs, values);
            Drop(node, values);
        }

        return OutputsOf(values);
    }

    /// <summary>The value of every node.</summary>
    public Tensor[] Values(IReadOnlyDictionary<string, Tensor> inputs)
    {
        Tensor[] values = new Tensor[circuit.Nodes.Count];
        foreach (Node node in circuit.Nodes)
        {
            values[node.Id.Index] = Value(node, inputs, values);
        }

        return values;
    }

    /// <summary>The circuit's outputs where one node's function is another; only what depends on the node is computed.</summary>
    /// <param name="values">The value of every node without that.</param>
    /// <param name="changed">The node, which <see cref="Replace"/> knows.</param>
    public IReadOnlyList<Tensor> OutputsFrom(IReadOnlyList<Tensor> values, ValueId changed)
    {
        Tensor?[] current = [.. values];
        bool[] depends = new bool[current.Length];
        depends[changed.Index] = true;
        foreach (Node node in circuit.Nodes.Skip(changed.Index))
        {
            depends[node.Id.Index] |= node.Op.Inputs.Any(input => depends[input.Index]);
            current[node.Id.Index] = depends[node.Id.Index] ? Evaluate(node, current) : current[node.Id.Index];
            Drop(node, current);
        }

        return OutputsOf(current);
    }

    private IReadOnlyList<Tensor> OutputsOf(Tensor?[] values) => [.. circuit.Outputs.Select(output => values[output.Value.Index]!)];

    private void Drop(Node node, Tensor?[] values)
    {
        foreach (ValueId used in lastUses[node.Id.Index])
        {
            values[used.Index] = null;
        }
    }

    private Tensor Value(Node node, IReadOnlyDictionary<string, Tensor> inputs, Tensor?[] values) =>
        node.Op is Input input ? inputs[input.Name] : Evaluate(node, values);

    private Tensor Evaluate(Node node, Tensor?[] values)
    {
        Tensor[] operands = [.. node.Op.Inputs.Select(input => values[input.Index]!)];
        if (!sites.TryGetValue(node.Id, out FunctionSite? site))
        {
            return ((TensorOp)node.Op).Evaluate(operands, (TensorType)node.Type, weights);
        }

        Observe?.Invoke(site, site.Arguments(operands));
        Func<double, double> function = Replace?.Invoke(site) ?? site.Function.Evaluate;
        return site.EvaluateWith(function, operands);
    }
}
