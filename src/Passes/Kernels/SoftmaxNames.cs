using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;
using PowerSoftmax.Ir.Types;
using PowerSoftmax.Passes.Layouts;

namespace PowerSoftmax.Passes.Kernels;

/// <summary>Names what turns scores into weights a softmax, however the model spells it: what is neither a layer nor a contraction and works on pairs of tokens, or on what is made of them alone.</summary>
/// <remarks>Powers, shifts, masks, sums over keys and their inverse are such, and the product with an inverse that waits behind the weighted sums. The names are those that a breakdown of the time reads.</remarks>
internal static class SoftmaxNames
{
    /// <param name="circuit">In normal form, with polynomials.</param>
    /// <param name="roles">Of its axes.</param>
    /// <returns>The same circuit, with the role in the names.</returns>
    public static Graph Of(Graph circuit, AxisRoles roles)
    {
        HashSet<ValueId> ofPairs = [];
        List<Node> nodes = [];
        foreach (Node node in circuit.Nodes)
        {
            bool isPair = IsPair(circuit, node.Id, roles);
            bool isSoftmax = node.Op is not (Input or Constant or Contract or Linear) && (isPair || node.Op.Inputs.Any(ofPairs.Contains));
            bool isOfPairs = isPair || (isSoftmax && node.Op.Inputs.All(operand => ofPairs.Contains(operand) || circuit[operand].Op is Constant or Input));
            if (isOfPairs)
            {
                ofPairs.Add(node.Id);
            }

            nodes.Add(isSoftmax ? node with { Name = Named(node.Name) } : node);
        }

        return circuit with { Nodes = nodes.ToEquatableArray() };
    }

    private static bool IsPair(Graph circuit, ValueId value, AxisRoles roles) => circuit[value].Type is TensorType type && circuit[value].Op is not (Input or Constant)
        && Enumerable.Range(0, type.Shape.Rank).Count(axis => type.Shape[axis] > 1 && roles.Of(value, axis) == AxisRole.Token) > 1;

    private static string Named(string name)
    {
        NodePath path = NodePath.Parse(name);
        return path.IsSoftmax ? name
            : name.Contains('#', StringComparison.Ordinal) ? name.Replace("#", $"#{NodePath.SoftmaxRole}.", StringComparison.Ordinal)
            : $"{name}#{NodePath.SoftmaxRole}";
    }
}
