using PowerSoftmax.Ir.Diagnostics;
using PowerSoftmax.Onnx.Models;
using PowerSoftmax.Onnx.Wire;

namespace PowerSoftmax.Onnx.Import;

/// <summary>Finds the nodes that outputs need and puts them in an order in which operands come first.</summary>
internal static class GraphOrder
{
    /// <summary>The needed nodes; among those that are ready, the one that comes first in the file.</summary>
    /// <exception cref="DiagnosticException">PSM2001: a tensor is made twice, by nobody, or from itself.</exception>
    public static IReadOnlyList<NodeProto> Sort(OnnxModel model)
    {
        GraphProto graph = model.Proto.Graph;
        Dictionary<string, int> makers = Makers(model.Name, graph);
        HashSet<string> given = graph.Input.Select(static input => input.Name).Concat(graph.Initializer.Select(static weight => weight.Name)).ToHashSet();
        bool[] needed = Needed(model.Name, graph, makers, given);
        List<int>[] users = graph.Node.Select(static _ => new List<int>()).ToArray();
        int[] waiting = new int[graph.Node.Count];
        PriorityQueue<int, int> ready = new();
        for (int node = 0; node < waiting.Length; node++)
        {
            if (!needed[node])
            {
                continue;
            }

            foreach (string input in graph.Node[node].Input.Where(makers.ContainsKey))
            {
                users[makers[input]].Add(node);
                waiting[node]++;
            }

            if (waiting[node] == 0)
            {
                ready.Enqueue(node, node);
            }
        }

        return Drain(model.Name, graph, users, waiting, ready, needed.Count(static need => need));
    }

    private static List<NodeProto> Drain(string name, GraphProto graph, List<int>[] users, int[] waiting, PriorityQueue<int, int> ready, int count)
    {
        List<NodeProto> order = new(count);
        while (ready.TryDequeue(out int node, out _))
        {
            order.Add(graph.Node[node]);
            foreach (int user in users[node])
            {
                if (--waiting[user] == 0)
                {
                    ready.Enqueue(user, user);
                }
            }
        }

        return order.Count == count
            ? order
            : throw OnnxModelReader.NotOnnx(name, $"node '{NodeNames.Of(graph.Node[Array.FindIndex(waiting, static count => count > 0)])}' needs its own result");
    }

    private static Dictionary<string, int> Makers(string name, GraphProto graph)
    {
        Dictionary<string, int> makers = new(StringComparer.Ordinal);
        for (int node = 0; node < graph.Node.Count; node++)
        {
            foreach (string output in graph.Node[node].Output.Where(static output => output.Length > 0))
            {
                if (!makers.TryAdd(output, node))
                {
                    throw OnnxModelReader.NotOnnx(name, $"tensor '{output}' is made twice, the second time by node '{NodeNames.Of(graph.Node[node])}'");
                }
            }
        }

        return makers;
    }

    private static bool[] Needed(string name, GraphProto graph, Dictionary<string, int> makers, HashSet<string> given)
    {
        bool[] needed = new bool[graph.Node.Count];
        Stack<string> open = new();
        foreach (ValueInfoProto output in graph.Output)
        {
            Require(output.Name, "the graph's outputs");
        }

        while (open.TryPop(out string? tensor))
        {
            if (!makers.TryGetValue(tensor, out int maker) || needed[maker])
            {
                continue;
            }

            needed[maker] = true;
            foreach (string input in graph.Node[maker].Input.Where(static input => input.Length > 0))
            {
                Require(input, $"node '{NodeNames.Of(graph.Node[maker])}'");
            }
        }

        return needed;

        void Require(string tensor, string user)
        {
            if (!makers.ContainsKey(tensor) && !given.Contains(tensor))
            {
                throw OnnxModelReader.NotOnnx(name, $"tensor '{tensor}', which {user} name, is made by no node");
            }

            open.Push(tensor);
        }
    }
}
