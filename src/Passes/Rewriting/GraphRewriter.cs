using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;

namespace PowerSoftmax.Passes.Rewriting;

/// <summary>Rebuilds a graph node by node: a rule either gives the new value of a node or leaves it to be copied.</summary>
/// <remarks>
/// Rules match on <see cref="Source"/>, looking from a node towards its operands, and build in <see cref="Target"/>; the two
/// number values apart, and <see cref="Map"/> leads from the first to the second. What becomes unused is removed at the end.
/// </remarks>
public sealed class GraphRewriter
{
    private readonly ValueId?[] map;
    private readonly int[] uses;
    private readonly FreeNames freeNames = new();

    public GraphRewriter(Graph source, WeightTable weights)
    {
        Source = source;
        Target = new GraphBuilder(source.Name, weights);
        map = new ValueId?[source.Nodes.Count];
        uses = CountUses(source);
        Budget = WorkBudget.ForConstants(weights.Entries.Sum(static entry => entry.Type.Shape.Count));
    }

    public Graph Source { get; }

    public GraphBuilder Target { get; }

    public WeightTable Weights => Target.Weights;

    /// <summary>What the pass may compute of constants and hold as new weights; large work is charged here by the rules, new weights by <see cref="AddWeight"/>.</summary>
    public WorkBudget Budget { get; }

    /// <summary>Gives the value of an output; by default the new value of what was the output before.</summary>
    public Func<GraphOutput, ValueId>? OutputRule { get; init; }

    /// <summary>The new value of a value of the source that has already been passed.</summary>
    public ValueId Map(ValueId source) =>
        map[source.Index] ?? throw new InvalidOperationException($"{source} of '{Source.Name}' has not been rewritten yet");

    /// <summary>How many operands and outputs refer to a value of the source.</summary>
    public int Uses(ValueId source) => uses[source.Index];

    public ValueId Add(Op op, string nodeName) => Target.Add(op, nodeName);

    /// <summary>The op that makes a value of the target.</summary>
    public Op NewOp(ValueId target) => Target[target].Op;

    /// <summary>Adds the node as it is, on the new values of its operands.</summary>
    public ValueId Copy(Node node) =>
        Target.Add(node.Op.WithInputs(node.Op.Inputs.Select(Map).ToEquatableArray()), node.Name);

    /// <summary>Adds a weight under this name, or under the name with a number where another weight has it.</summary>
    /// <exception cref="DiagnosticException">PSM1021: a model of this size must not need so many new weights.</exception>
    public string AddWeight(string name, Tensor data)
    {
        Budget.Hold(name, data.Shape.Count);
        string free = freeNames.Of(name, Weights);
        Target.Weights = Weights.With(free, data);
        return free;
    }

    /// <summary>Rebuilds the graph; <paramref name="rule"/> returns the node's new value, or null to copy it.</summary>
    public Graph Run(Func<Node, ValueId?> rule)
    {
        foreach (Node node in Source.Nodes)
        {
            map[node.Id.Index] = rule(node) ?? Copy(node);
        }

        foreach (GraphOutput output in Source.Outputs)
        {
            Target.Output(output.Name, OutputRule?.Invoke(output) ?? Map(output.Value));
        }

        return DeadCode.Remove(Target.Build(), Weights);
    }

    private static int[] CountUses(Graph graph)
    {
        int[] uses = new int[graph.Nodes.Count];
        foreach (ValueId value in graph.Nodes.SelectMany(static node => node.Op.Inputs).Concat(graph.Outputs.Select(static output => output.Value)))
        {
            uses[value.Index]++;
        }

        return uses;
    }
}
