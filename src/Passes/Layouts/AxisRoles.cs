using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Passes.Layouts;

/// <summary>What every axis of a circuit's tensors counts, and of which factors it is made.</summary>
/// <remarks>
/// Features are what linear layers read and write, and what a reshape splits these into. Of the other axes tokens are those that a contraction
/// keeps of one operand, or that are summed or chosen from; the rest is a batch. A contraction with a constant makes of features features, of
/// tokens tokens, and keeps rows as they are.
/// </remarks>
internal sealed class AxisRoles
{
    private readonly Graph graph;
    private readonly AxisClasses classes;
    private readonly HashSet<int> features = [];
    private readonly HashSet<int> tokens = [];
    private readonly HashSet<int> merged = [];
    private readonly Dictionary<int, IReadOnlyList<int>> factors = [];

    public AxisRoles(Graph graph)
    {
        this.graph = graph;
        classes = new AxisClasses(graph);
        foreach (Node node in graph.Nodes)
        {
            MarkFeatures(node);
        }

        // A reshape or a constant may come before what says that its operand is features.
        for (int before = -1; before != features.Count;)
        {
            before = features.Count;
            graph.Ops<Reshape>().ToList().ForEach(entry => Split(entry.Node, entry.Op));
            graph.Ops<Contract>().ToList().ForEach(entry => MarkMade(entry.Node, entry.Op));
        }

        foreach (Node node in graph.Nodes)
        {
            MarkTokens(node);
        }

        // Of two kinds of rows that nothing mixes one takes the rows of tokens.
        foreach (Node node in graph.Nodes)
        {
            Rows(node.Id).Where(axis => Of(node.Id, axis) == AxisRole.Batch).Skip(1).ToList().ForEach(axis => Mark(tokens, node.Id, axis));
        }
    }

    public AxisRole Of(ValueId value, int axis) => classes.Of(value, axis) is int found && features.Contains(found) ? AxisRole.Feature
        : tokens.Contains(found) ? AxisRole.Token
        : AxisRole.Batch;

    /// <summary>Whether an axis is only written as one: rows and features that a reshape has merged, each of which lies where it lay.</summary>
    public bool IsMerged(ValueId value, int axis) => merged.Contains(classes.Of(value, axis));

    /// <summary>Sizes of what an axis of features is made of, the slowest first: heads and features of a head where it is split into these.</summary>
    public IReadOnlyList<int> FactorsOf(ValueId value, int axis) =>
        factors.TryGetValue(classes.Of(value, axis), out IReadOnlyList<int>? split) ? split : [ShapeOf(value)[axis]];

    private IEnumerable<int> Rows(ValueId value) => Enumerable.Range(0, ShapeOf(value).Rank).Where(axis => ShapeOf(value)[axis] > 1);

    private Shape ShapeOf(ValueId value) => ((TensorType)graph[value].Type).Shape;

    private void MarkFeatures(Node node)
    {
        if (node.Op is Linear or Normalize or Center)
        {
            Mark(features, node.Op.Inputs[0], ShapeOf(node.Op.Inputs[0]).Rank - 1);
            Mark(features, node.Id, ShapeOf(node.Id).Rank - 1);
        }
    }

    private void Split(Node node, Reshape reshape)
    {
        foreach (AxisGroups group in AxisGroups.Of(ShapeOf(reshape.Input), ShapeOf(node.Id)))
        {
            if (group is { Source.Count: > 1, Target.Count: 1 })
            {
                merged.Add(classes.Of(node.Id, group.Target[0]));
            }

            if (group.Source.Count == 1 && Of(reshape.Input, group.Source[0]) == AxisRole.Feature)
            {
                foreach (int axis in group.Target)
                {
                    Mark(features, node.Id, axis);
                }

                if (group.Target.Count > 1)
                {
                    factors.TryAdd(classes.Of(reshape.Input, group.Source[0]), [.. group.Target.Select(axis => ShapeOf(node.Id)[axis])]);
                }
            }
        }
    }

    /// <summary>What a constant makes of features.</summary>
    private void MarkMade(Node node, Contract contract)
    {
        ContractedDimensions letters = contract.Dimensions;
        (ValueId value, string own, string made) = IsConstant(contract.Right) ? (contract.Left, letters.Left, letters.RightOnly) : (contract.Right, letters.Right, letters.LeftOnly);
        if ((IsConstant(contract.Left) || IsConstant(contract.Right)) && letters.Summed.Any(letter => Of(value, own.IndexOf(letter)) == AxisRole.Feature))
        {
            made.ToList().ForEach(letter => Mark(features, node.Id, letters.Result.IndexOf(letter)));
        }
    }

    private bool IsConstant(ValueId value) => graph[value].Op is Constant;

    private void MarkTokens(Node node)
    {
        switch (node.Op)
        {
            case Contract contract:
                ContractedDimensions letters = contract.Dimensions;
                Mark(contract.Left, letters.Left, letters.Summed + (IsConstant(contract.Right) ? string.Empty : letters.LeftOnly));
                Mark(contract.Right, letters.Right, letters.Summed + (IsConstant(contract.Left) ? string.Empty : letters.RightOnly));
                break;
            case ReduceOp reduce:
                Axes.Normalize(reduce.Axes, ShapeOf(reduce.Input).Rank).ToList().ForEach(axis => Mark(tokens, reduce.Input, axis));
                break;
            case Slice slice:
                Axes.Normalize(slice.Axes, ShapeOf(slice.Input).Rank).ToList().ForEach(axis => Mark(tokens, slice.Input, axis));
                break;
        }
    }

    private void Mark(ValueId value, string letters, string marked) =>
        marked.ToList().ForEach(letter => Mark(tokens, value, letters.IndexOf(letter)));

    private void Mark(HashSet<int> role, ValueId value, int axis)
    {
        if (axis >= 0 && ShapeOf(value)[axis] > 1)
        {
            role.Add(classes.Of(value, axis));
        }
    }
}
