using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;

namespace PowerSoftmax.Passes.Lowering;

/// <summary>Levels that the tensors of a circuit take at most, from the inputs on: which of two operands the other has to wait for.</summary>
internal sealed class TensorDepths
{
    private readonly Graph graph;
    private readonly int[] depths;
    private readonly IReadOnlyList<IReadOnlyList<Node>> users;

    public TensorDepths(Graph graph)
    {
        this.graph = graph;
        users = graph.Users();
        depths = new int[graph.Nodes.Count];
        foreach (Node node in graph.Nodes)
        {
            depths[node.Id.Index] = node.Op.Inputs.Select(input => depths[input.Index]).DefaultIfEmpty(0).Max() + Levels(node.Op);
        }
    }

    /// <summary>Whether a level more changes nothing, because every user waits for something deeper.</summary>
    public bool HasSlack(ValueId value) => !graph.IsOutput(value) && users[value.Index].All(user => Waits(user, value));

    private static int Levels(Op op) => op switch
    {
        Linear or Multiply => 1,
        Polynomial polynomial => PatersonStockmeyerCost.Levels(polynomial.Series.Degree),
        Normalize { InverseRoot: { } series } => 2 + PatersonStockmeyerCost.Levels(series.Degree),
        PowerAttention { Inverse: { } series } attention => 2 + PowersOfTwo.BitsFor(attention.Power) + PatersonStockmeyerCost.Levels(series.Degree),
        _ => 0,
    };

    private bool Waits(Node user, ValueId value) => user.Op switch
    {
        Add add => depths[(add.Left == value ? add.Right : add.Left).Index] > depths[value.Index],
        PowerAttention attention => attention.Query != value && attention.Key != value,
        _ => false,
    };
}
