using System;
using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Ir.CkksDialect;

/// <summary>Says of each operation of a circuit what it is for.</summary>
/// <remarks>
/// By its op; what only changes level, scale or degree, and additions, belong to the value they change, those of a bootstrap's result to
/// the plaintext products, so that bootstraps are counted alone. In a softmax, which names
/// tell (<see cref="NodePath.IsSoftmax"/>), everything but bootstraps belongs to the softmax.
/// </remarks>
public static class WorkKinds
{
    /// <summary>Ops by kind; null for those that belong to their first operand.</summary>
    private static readonly IReadOnlyDictionary<Type, Func<CkksOp, WorkKind?>> Table = new Dictionary<Type, Func<CkksOp, WorkKind?>>
    {
        [typeof(CkksAdd)] = static _ => null,
        [typeof(CkksAddPlain)] = static _ => WorkKind.PlaintextProducts,
        [typeof(CkksAddScalar)] = static _ => null,
        [typeof(CkksBootstrap)] = static _ => WorkKind.Bootstraps,
        [typeof(CkksDropLevel)] = static _ => null,
        [typeof(CkksInput)] = static _ => WorkKind.Repacking,
        [typeof(CkksInnerProduct)] = static _ => WorkKind.CiphertextProducts,
        [typeof(CkksJoin)] = static _ => WorkKind.Repacking,
        [typeof(CkksLinearMap)] = static op => ((CkksLinearMap)op).Weight is null ? WorkKind.Repacking : WorkKind.PlaintextProducts,
        [typeof(CkksMatchLevel)] = static _ => null,
        [typeof(CkksMultiply)] = static _ => WorkKind.CiphertextProducts,
        [typeof(CkksMultiplyPairs)] = static _ => WorkKind.CiphertextProducts,
        [typeof(CkksMultiplyPlain)] = static _ => WorkKind.PlaintextProducts,
        [typeof(CkksMultiplyScalar)] = static _ => WorkKind.PlaintextProducts,
        [typeof(CkksOutput)] = static _ => null,
        [typeof(CkksPair)] = static _ => WorkKind.Repacking,
        [typeof(CkksPart)] = static _ => null,
        [typeof(CkksPolynomial)] = static _ => WorkKind.OtherFunctions,
        [typeof(CkksRealPart)] = static _ => WorkKind.CiphertextProducts,
        [typeof(CkksRelinearize)] = static _ => null,
        [typeof(CkksRescale)] = static _ => null,
        [typeof(CkksRotate)] = static _ => WorkKind.Repacking,
        [typeof(CkksSum)] = static _ => null,
        [typeof(CkksSumSlots)] = static _ => WorkKind.Repacking,
    };

    /// <summary>The ops that have a kind of their own or of their operand: all of the dialect.</summary>
    public static IReadOnlyCollection<Type> Ops => Table.Keys.ToList();

    /// <summary>Every kind as people call it, in the order of a breakdown.</summary>
    public static IReadOnlyDictionary<WorkKind, string> Words { get; } = new Dictionary<WorkKind, string>
    {
        [WorkKind.PlaintextProducts] = "plaintext products",
        [WorkKind.CiphertextProducts] = "ciphertext products",
        [WorkKind.Bootstraps] = "bootstraps",
        [WorkKind.Softmax] = "softmax",
        [WorkKind.OtherFunctions] = "other functions",
        [WorkKind.Repacking] = "repacking",
    };

    /// <summary>Of each node, in their order. Cost: linear.</summary>
    /// <param name="circuit">A graph of the Ckks dialect.</param>
    /// <exception cref="IrException">The graph has an op without a kind.</exception>
    public static IReadOnlyList<WorkKind> Of(Graph circuit)
    {
        List<WorkKind> kinds = new();
        foreach (Node node in circuit.Nodes)
        {
            kinds.Add(Of(node, kinds));
        }

        return kinds;
    }

    private static WorkKind Inherited(WorkKind operand) => operand == WorkKind.Bootstraps ? WorkKind.PlaintextProducts : operand;

    private static WorkKind Of(Node node, IReadOnlyList<WorkKind> before)
    {
        if (node.Op is not CkksOp op || !Table.TryGetValue(op.GetType(), out Func<CkksOp, WorkKind?>? kind))
        {
            throw new IrException($"'{node.Name}' ({node.Op.Mnemonic}) has no kind of work; give its op a line in {nameof(WorkKinds)}");
        }

        WorkKind own = kind(op) ?? Inherited(before[op.Inputs[0].Index]);
        return own != WorkKind.Bootstraps && NodePath.Parse(node.Name).IsSoftmax ? WorkKind.Softmax : own;
    }
}
