using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;

namespace PowerSoftmax.Contracts;

/// <summary>One thing a client does in the clear after decryption.</summary>
/// <param name="Operation"><c>reshape</c>, <c>transpose</c>, <c>softmax</c>, <c>sigmoid</c> or <c>exp</c>.</param>
/// <param name="Shape">The new shape of a reshape.</param>
/// <param name="Permutation">Of a transpose: axis i of the result is axis permutation[i] of the operand.</param>
/// <param name="Axis">Of a softmax; negative counts from the last axis.</param>
public sealed record ContractStep(string Operation, IReadOnlyList<int>? Shape = null, IReadOnlyList<int>? Permutation = null, int? Axis = null)
{
    /// <summary>Null where a contract has no words for the operation.</summary>
    internal static ContractStep? Of(Op op) => op switch
    {
        Reshape reshape => new ContractStep("reshape", Shape: [.. reshape.Target.Dimensions]),
        Transpose transpose => new ContractStep("transpose", Permutation: [.. transpose.Permutation]),
        Softmax softmax => new ContractStep("softmax", Axis: softmax.Axis),
        Sigmoid => new ContractStep("sigmoid"),
        Exp => new ContractStep("exp"),
        _ => null,
    };
}
