using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Passes.Rules.Ckks;

/// <summary>A node of a Ckks graph, where its rules look.</summary>
/// <param name="Node">The node.</param>
/// <param name="Operand">Type of its first operand; of the result for inputs.</param>
/// <param name="Result">Type of its result.</param>
internal readonly record struct CkksPlace(Node Node, CiphertextType Operand, CiphertextType Result)
{
    /// <summary>Level of the operands.</summary>
    public Level Level => Operand.Level;

    public static CkksPlace Of(Graph graph, Node node)
    {
        CiphertextType result = (CiphertextType)node.Type;
        return new CkksPlace(node, node.Op.Inputs.Count == 0 ? result : (CiphertextType)graph[node.Op.Inputs[0]].Type, result);
    }
}
