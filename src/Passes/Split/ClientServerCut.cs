using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;

namespace PowerSoftmax.Passes.Split;

/// <summary>For every value of a model: computed by the client before the circuit, by the server, or by the client after it.</summary>
public sealed class ClientServerCut
{
    private readonly Graph graph;
    private readonly bool[] first;
    private readonly bool[] last;

    private ClientServerCut(Graph graph)
    {
        this.graph = graph;
        first = new bool[graph.Nodes.Count];
        last = new bool[graph.Nodes.Count];
    }

    /// <summary>Cuts where <see cref="ClientOps"/> allows it, or at the nodes of these names.</summary>
    /// <exception cref="DiagnosticException">A name belongs to no node.</exception>
    public static ClientServerCut Of(Graph graph, IReadOnlyCollection<string> splitAt)
    {
        ClientServerCut cut = new(graph);
        if (splitAt.Count == 0)
        {
            cut.MarkFirst();
        }
        else
        {
            cut.MarkFirst(splitAt);
        }

        cut.MarkLast();
        return cut;
    }

    /// <summary>Whether the client computes the value before the circuit; constants belong to both sides.</summary>
    public bool IsFirst(ValueId value) => first[value.Index];

    /// <summary>Whether the client computes the value after the circuit.</summary>
    public bool IsLast(ValueId value) => last[value.Index];

    /// <summary>Values the client sends: computed first, used later, and no constants.</summary>
    public IReadOnlyList<ValueId> Sent() => Crossing(value => IsFirst(value), value => !IsFirst(value));

    /// <summary>Values the server answers with.</summary>
    public IReadOnlyList<ValueId> Answered() => Crossing(value => !IsFirst(value) && !IsLast(value), IsLast);

    private IReadOnlyList<ValueId> Crossing(Func<ValueId, bool> from, Func<ValueId, bool> to)
    {
        IEnumerable<ValueId> used = graph.Nodes.Where(node => to(node.Id)).SelectMany(static node => node.Op.Inputs);
        IEnumerable<ValueId> returned = graph.Outputs.Select(static output => output.Value);
        return [.. used.Concat(returned).Where(value => from(value) && graph[value].Op is not Constant).Distinct().OrderBy(static value => value.Index)];
    }

    private void MarkFirst()
    {
        foreach (Node node in graph.Nodes)
        {
            bool fromInputs = node.Op is Input or Constant || node.Op.Inputs.All(input => first[input.Index]);
            first[node.Id.Index] = fromInputs && ClientOps.MayComeFirst(node.Op);
        }
    }

    private void MarkFirst(IReadOnlyCollection<string> splitAt)
    {
        string? missing = splitAt.FirstOrDefault(name => graph.Nodes.All(node => node.Name != name));
        if (missing is not null)
        {
            throw new DiagnosticException(DiagnosticKinds.CheckFailed, $"the client-server split is asked for at node '{missing}', which does not exist");
        }

        for (int index = graph.Nodes.Count - 1; index >= 0; index--)
        {
            first[index] |= splitAt.Contains(graph.Nodes[index].Name) || graph.Nodes[index].Op is Input;
            foreach (ValueId input in graph.Nodes[index].Op.Inputs.Where(_ => first[index]))
            {
                first[input.Index] = true;
            }
        }
    }

    // An output's chain of last ops must not be used by the server as well.
    private void MarkLast()
    {
        IReadOnlyList<IReadOnlyList<Node>> users = graph.Users();
        for (int index = graph.Nodes.Count - 1; index >= 0; index--)
        {
            Node node = graph.Nodes[index];
            bool leadsOut = graph.IsOutput(node.Id) || users[index].Count > 0;
            last[index] = !first[index] && leadsOut && ClientOps.MayComeLast(node.Op) && users[index].All(user => last[user.Id.Index]);
        }
    }
}
