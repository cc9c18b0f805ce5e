using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Runtime.Tests.Execution;

public sealed class LastUsesTests
{
    [Fact]
    public void EveryUsedValueDiesExactlyOnceAtItsLastUse()
    {
        Graph graph = InsecureCircuit.Create().Graph;

        IReadOnlyList<IReadOnlyList<ValueId>> lastUses = LastUses.Of(graph);

        List<ValueId> dead = [.. lastUses.SelectMany(static values => values)];
        Assert.Equal(dead.Distinct().Count(), dead.Count);
        Assert.Equal(graph.Nodes.Count - 1, dead.Count);
        foreach (Node node in graph.Nodes)
        {
            IEnumerable<ValueId> diesLater = lastUses.Skip(node.Id.Index).SelectMany(static values => values);
            Assert.All(node.Op.Inputs, input => Assert.Contains(input, diesLater));
        }
    }
}
