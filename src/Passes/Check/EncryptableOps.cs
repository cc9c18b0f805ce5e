using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;

namespace PowerSoftmax.Passes.Check;

/// <summary>Which ops have an encrypted form, and advice for the others.</summary>
public static class EncryptableOps
{
    /// <summary>Why a node cannot run encrypted and what would help; null where it can.</summary>
    /// <param name="graph">The circuit: an operand that is a constant there is not encrypted.</param>
    /// <param name="node">A node of it.</param>
    public static string? Refuse(Graph graph, Node node) => node.Op switch
    {
        Input or Constant or Linear or Add or Subtract or Multiply or Negate => null,
        Ir.TensorDialect.Normalize or Polynomial or Center or Contract => null,
        ReduceMean or ReduceSum or Reshape or Transpose or Slice or Concat => null,
        Softmax => "softmax needs exponentials and a maximum. Train the model with power-softmax, x^p / sum of x^p, in its place.",
        Relu => "a ReLU's corner needs polynomials of high degree. Train with GELU or SiLU in its place.",
        ReduceMax or Abs => "a maximum or magnitude is not a polynomial. Export the model without the training-time scaling of the scores.",
        LayerNorm => "this LayerNorm is not over the last axis, or its factors are not constants.",
        MatMul => "this product of matrices is no contraction of axes that the operands name once. Write it as MatMul or Einsum over at most one axis of rows.",
        Divide divide when IsConstant(graph, divide.Right) => "a quotient by a constant that holds zeros is no number. Look at the constant.",
        Divide or Reciprocal => "a quotient by an encrypted value needs a bounded range that does not hold zero. Write it as power-softmax or a normalization.",
        Power power when IsConstant(graph, power.Left) => "a power of a constant with an encrypted exponent is an exponential, which has no bounded range. Train with power-softmax or a bounded activation.",
        Sqrt or Power => "roots and powers are supported in normalization and power-softmax only.",
        Exp => "an exponential, also that of a softmax, has no bounded range. Train with power-softmax, x^p / sum of x^p, or with a bounded activation.",
        Gather gather when IsConstant(graph, gather.Indices) => "picking by a constant index is laid out for tokens that are neighbours. Take the mean over tokens, or leave the choice of features to the linear layer before it.",
        Gather => "a look-up by an encrypted index is not possible. Embeddings must come before the first matrix product.",
        Where where when IsConstant(graph, where.Condition) => "choosing elements by a constant condition is laid out for masks. Multiply by ones and zeros instead, or leave it to the weights of a linear layer.",
        Equal or Less or Not or Where or Trilu => "comparing or selecting encrypted values is not supported.",
        _ => "this operator has no encrypted form in this version.",
    };

    private static bool IsConstant(Graph graph, ValueId value) => graph[value].Op is Constant;
}
