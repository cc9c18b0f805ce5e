using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Parameters;

namespace PowerSoftmax.Passes.Levels;

/// <summary>Finds the lowest level at which every value of a Packed graph serves all its users, from the outputs backwards.</summary>
/// <remarks>An op costs less at a lower level, so the lowest is the best. Cost: one pass over the graph.</remarks>
public static class DepthAnalysis
{
    /// <param name="graph">A graph of the Packed dialect with its <c>packed.output</c> nodes.</param>
    /// <param name="outputs">Level of the outputs: 0, or more where the base prime is too small for them.</param>
    public static LevelNeeds Run(Graph graph, Level outputs)
    {
        Level?[] levels = new Level?[graph.Nodes.Count];
        for (int index = levels.Length - 1; index >= 0; index--)
        {
            Node node = graph.Nodes[index];
            if (node.Op is PackedOutput)
            {
                levels[index] = outputs;
            }

            if (levels[index] is Level result)
            {
                Raise(levels, (PackedOp)node.Op, result);
            }
        }

        return new LevelNeeds(levels, DeepestPath(graph, levels));
    }

    private static void Raise(Level?[] levels, PackedOp op, Level result)
    {
        foreach (ValueId input in op.Inputs)
        {
            Level needed = result + op.LevelsConsumed;
            levels[input.Index] = Level.Max(needed, levels[input.Index] ?? needed);
        }
    }

    private static List<PathStep> DeepestPath(Graph graph, Level?[] levels)
    {
        List<PathStep> path = [];
        Node? node = graph.Nodes.MaxBy(candidate => levels[candidate.Id.Index]?.Value ?? -1);
        IReadOnlyList<IReadOnlyList<Node>> users = graph.Users();
        while (node is not null)
        {
            int consumed = ((PackedOp)node.Op).LevelsConsumed;
            if (consumed > 0)
            {
                path.Add(new PathStep(node.Name, consumed));
            }

            node = users[node.Id.Index].FirstOrDefault(user => IsDeepest(user, levels[node.Id.Index], levels[user.Id.Index]));
        }

        return path;
    }

    private static bool IsDeepest(Node user, Level? operand, Level? result) =>
        operand is Level above && result is Level below && above == below + ((PackedOp)user.Op).LevelsConsumed;
}
