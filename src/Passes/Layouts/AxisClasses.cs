using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Passes.Layouts;

/// <summary>Axes of a circuit's tensors that are the same dimension: what an operation leaves in place is one class. Union and find.</summary>
/// <remarks>Axes of size 1 belong to none. A choice of tokens is of the class that it is chosen from, at another size.</remarks>
internal sealed class AxisClasses
{
    private readonly Graph graph;
    private readonly int[] first;
    private readonly int[] parent;

    public AxisClasses(Graph graph)
    {
        this.graph = graph;
        first = new int[graph.Nodes.Count + 1];
        foreach (Node node in graph.Nodes)
        {
            first[node.Id.Index + 1] = first[node.Id.Index] + ((TensorType)node.Type).Shape.Rank;
        }

        parent = [.. Enumerable.Range(0, first[^1])];
        foreach (Node node in graph.Nodes)
        {
            Join(node);
        }
    }

    /// <summary>A number for the class of an axis, from 0; the same for all axes of the class.</summary>
    public int Of(ValueId value, int axis) => Find(first[value.Index] + axis);

    private Shape ShapeOf(ValueId value) => ((TensorType)graph[value].Type).Shape;

    private void Join(Node node)
    {
        switch (node.Op)
        {
            case Linear linear:
                Same(linear.Input, node.Id, Enumerable.Range(0, ShapeOf(node.Id).Rank - 1));
                break;
            case Contract contract:
                Join(node, contract);
                break;
            case BinaryOp:
                node.Op.Inputs.ToList().ForEach(operand => Broadcast(operand, node.Id));
                break;
            case Transpose transpose:
                Join(transpose.Input, node.Id, transpose.Permutation.Select(static (axis, result) => (axis, result)));
                break;
            case ReduceOp reduce:
                Join(node, reduce);
                break;
            case Reshape reshape:
                Join(reshape.Input, node.Id, AxisGroups.Of(ShapeOf(reshape.Input), ShapeOf(node.Id)).Where(static group => group.IsOne).Select(static group => (group.Source[0], group.Target[0])));
                break;
            case Slice or Concat or UnaryOp:
                node.Op.Inputs.ToList().ForEach(operand => Same(operand, node.Id, Enumerable.Range(0, ShapeOf(node.Id).Rank)));
                break;
        }
    }

    private void Join(Node node, Contract contract)
    {
        foreach ((char letter, int axis) in contract.Dimensions.Right.Select(static (letter, axis) => (letter, axis)))
        {
            if (contract.Dimensions.Left.IndexOf(letter) is >= 0 and int left)
            {
                Unite(contract.Left, left, contract.Right, axis);
            }
        }

        foreach ((char letter, int axis) in contract.Dimensions.Result.Select(static (letter, axis) => (letter, axis)))
        {
            bool isLeft = contract.Dimensions.Left.Contains(letter);
            Unite(isLeft ? contract.Left : contract.Right, (isLeft ? contract.Dimensions.Left : contract.Dimensions.Right).IndexOf(letter), node.Id, axis);
        }
    }

    private void Join(Node node, ReduceOp reduce)
    {
        int rank = ShapeOf(reduce.Input).Rank;
        int[] kept = [.. Enumerable.Range(0, rank).Except(Axes.Normalize(reduce.Axes, rank))];
        Join(reduce.Input, node.Id, kept.Select((axis, position) => (axis, reduce.KeepDimensions ? axis : position)));
    }

    /// <summary>Axes count from the end; those of size 1 repeat.</summary>
    private void Broadcast(ValueId operand, ValueId result)
    {
        int offset = ShapeOf(result).Rank - ShapeOf(operand).Rank;
        Join(operand, result, Enumerable.Range(0, ShapeOf(operand).Rank).Select(axis => (axis, axis + offset)));
    }

    private void Same(ValueId operand, ValueId result, IEnumerable<int> axes) => Join(operand, result, axes.Select(static axis => (axis, axis)));

    private void Join(ValueId operand, ValueId result, IEnumerable<(int Operand, int Result)> axes)
    {
        foreach ((int from, int to) in axes)
        {
            Unite(operand, from, result, to);
        }
    }

    private void Unite(ValueId left, int leftAxis, ValueId right, int rightAxis)
    {
        if (ShapeOf(left)[leftAxis] > 1 && ShapeOf(right)[rightAxis] > 1)
        {
            parent[Of(left, leftAxis)] = Of(right, rightAxis);
        }
    }

    private int Find(int axis)
    {
        while (parent[axis] != axis)
        {
            parent[axis] = parent[parent[axis]];
            axis = parent[axis];
        }

        return axis;
    }
}
