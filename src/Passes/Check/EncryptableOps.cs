using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;

namespace PowerSoftmax.Passes.Check;

/// <summary>Which ops have an encrypted form, and advice for the others.</summary>
public static class EncryptableOps
{
    // Circuits that are to be laid out in rows are in the normal form by now, where these ops have become others.
    private const string AllowRows = " Leave out '--layouts latency': rows take it.";

    /// <summary>Why a node cannot run encrypted and what would help; null where it can.</summary>
    /// <param name="graph">The circuit: an operand that is a constant there is not encrypted.</param>
    /// <param name="node">A node of it.</param>
    public static string? Refuse(Graph graph, Node node) => node.Op switch
    {
        Input or Constant or Linear or Add or Subtract or Multiply or Negate => null,
        PowerAttention or Ir.TensorDialect.Normalize or Polynomial or Center => null,
        ReduceMean or ReduceSum or Reshape or Transpose or Slice or Concat => null,
        Softmax => "softmax needs exponentials and a maximum. Train the model with power-softmax, x^p / sum of x^p, in its place.",
        Ir.TensorDialect.PowerSoftmax => "power-softmax is there, but not in an attention that the latency layouts know: split heads, scores, power-softmax, values, merge heads, without a mask." + AllowRows,
        Relu => "a ReLU's corner needs polynomials of high degree. Train with GELU or SiLU in its place.",
        ReduceMax or Abs => "a maximum or magnitude is not a polynomial. Export the model without the training-time scaling of the scores.",
        LayerNorm => "this LayerNorm is not over the last axis, or its factors are not constants.",
        MatMul product => OfProduct(graph, product),
        Divide divide when IsConstant(graph, divide.Right) => "a quotient by a constant that holds zeros is no number. Look at the constant.",
        Divide or Reciprocal => "the latency layouts have a quotient by an encrypted value in power-softmax and in normalization only." + AllowRows,
        Power power when IsConstant(graph, power.Left) => "a power of a constant with an encrypted exponent is an exponential, which has no bounded range. Train with power-softmax or a bounded activation.",
        Sqrt or Power => "roots and powers are supported in normalization and power-softmax only.",
        Exp => "an exponential, also that of a softmax, has no bounded range. Train with power-softmax, x^p / sum of x^p, or with a bounded activation.",
        Gather gather when IsConstant(graph, gather.Indices) => "picking by a constant index is laid out in rows only, and there for tokens that are neighbours. Leave out '--layouts latency', take the mean over tokens, or leave the choice of features to the linear layer before it.",
        Gather => "a look-up by an encrypted index is not possible. Embeddings must come before the first matrix product.",
        Where where when IsConstant(graph, where.Condition) => "choosing elements by a constant condition is laid out in rows only, and there for masks. Multiply by ones and zeros instead, or leave it to the weights of a linear layer.",
        Equal or Less or Not or Where or Trilu => "comparing or selecting encrypted values is not supported.",
        _ => "this operator has no encrypted form in this version.",
    };

    private static string OfProduct(Graph graph, MatMul product) =>
        IsConstant(graph, product.Left) ? "a product with a constant matrix on the left, which mixes tokens, has no latency layout." + AllowRows
        : IsConstant(graph, product.Right) ? "the latency layouts have a product with one constant matrix, x W, and this constant has more axes." + AllowRows
        : "the latency layouts have a product of two encrypted matrices inside of power-softmax attention only." + AllowRows;

    private static bool IsConstant(Graph graph, ValueId value) => graph[value].Op is Constant;
}
