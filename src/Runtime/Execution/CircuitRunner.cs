using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Runtime.Ckks;

namespace PowerSoftmax.Runtime.Execution;

/// <summary>Runs a circuit without generated code: walks the graph and frees each value after its last use.</summary>
public static class CircuitRunner
{
    /// <summary>Runs every operation; the results are the session's outputs.</summary>
    /// <exception cref="InvalidCircuitException">An op has no execution, or its result is not what the circuit states.</exception>
    /// <exception cref="OperationCanceledException">The session's token was canceled.</exception>
    public static void Run(CircuitSession session)
    {
        Graph graph = session.Circuit.Graph;
        IReadOnlyList<IReadOnlyList<ValueId>> lastUses = LastUses.Of(graph);
        CiphertextBundle?[] values = new CiphertextBundle?[graph.Nodes.Count];
        foreach (Node node in graph.Nodes)
        {
            int step = node.Id.Index;
            if (!CircuitOperations.Table.TryGetValue(node.Op.GetType(), out CircuitOperations.Call? call))
            {
                throw new InvalidCircuitException(session.Circuit.Name, $"step {step} ('{node.Name}'): {node.Op.Mnemonic} cannot be executed");
            }

            values[step] = call(session, [.. node.Op.Inputs.Select(input => values[input.Index]!)], step);
            foreach (ValueId last in lastUses[step])
            {
                session.Release(values[last.Index]!);
                values[last.Index] = null;
            }
        }
    }
}
