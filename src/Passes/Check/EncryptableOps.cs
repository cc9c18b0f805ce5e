using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.TensorDialect;

namespace PowerSoftmax.Passes.Check;

/// <summary>Which ops have an encrypted form, and advice for the others.</summary>
public static class EncryptableOps
{
    /// <summary>Why an op cannot run encrypted and what would help; null where it can.</summary>
    public static string? Refuse(Op op) => op switch
    {
        Input or Constant or Linear or Add or Subtract or Multiply or Negate => null,
        PowerAttention or Ir.TensorDialect.Normalize or Polynomial or Center => null,
        ReduceMean or ReduceSum or Reshape or Transpose or Slice or Concat => null,
        Softmax => "softmax needs exponentials and a maximum. Train the model with power-softmax, x^p / sum of x^p, in its place.",
        Ir.TensorDialect.PowerSoftmax => "power-softmax is there, but not in an attention this compiler knows: split heads, scores, power-softmax, values, merge heads, without a mask.",
        Relu => "a ReLU's corner needs polynomials of high degree. Train with GELU or SiLU in its place.",
        ReduceMax or Abs => "a maximum or magnitude is not a polynomial. Export the model without the training-time scaling of the scores.",
        LayerNorm => "this LayerNorm is not over the last axis, or its factors are not constants.",
        MatMul => "a product of two encrypted matrices is supported inside of power-softmax attention only.",
        Divide or Reciprocal => "a quotient by an encrypted value is supported in power-softmax and in normalization only. Rewrite it in one of the known spellings.",
        Sqrt or Power => "roots and powers are supported in normalization and power-softmax only.",
        Exp => "an exponential has no bounded range. Train with power-softmax or a bounded activation.",
        Gather => "a look-up by an encrypted index is not possible. Embeddings must come before the first matrix product.",
        Equal or Less or Not or Where or Trilu => "comparing or selecting encrypted values is not supported; masks must be constant factors.",
        _ => "this operator has no encrypted form in this version.",
    };
}
