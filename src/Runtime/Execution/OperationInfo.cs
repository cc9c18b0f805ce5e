using PowerSoftmax.Ir.CkksDialect;
using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Runtime.Execution;

/// <summary>What people call an operation of a circuit.</summary>
/// <param name="Step">Index of its node in the circuit.</param>
/// <param name="Name">The node's name; <see cref="NodePath"/> takes it apart.</param>
/// <param name="Kind">The op's textual name, <c>ckks.rotate</c>.</param>
/// <param name="Group">The layer it belongs to; the whole name where it has none.</param>
/// <param name="Role">What it does there: the name's role, otherwise the words of its kind.</param>
/// <param name="Work">What it is for.</param>
public sealed record OperationInfo(int Step, string Name, string Kind, string Group, string Role, WorkKind Work)
{
    public static OperationInfo Of(Node node, WorkKind work)
    {
        NodePath path = NodePath.Parse(node.Name);
        return new OperationInfo(
            node.Id.Index,
            node.Name,
            node.Op.Mnemonic,
            path.Group.Length == 0 ? path.Model : path.Group,
            path.Role.Length == 0 ? Words(node.Op.Mnemonic) : path.Role,
            work);
    }

    private static string Words(string mnemonic) => mnemonic[(mnemonic.IndexOf('.') + 1)..].Replace('_', ' ');
}
