using System.Collections.Generic;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>An operation on tensors in the clear, with the meaning ONNX gives it after normalization.</summary>
public abstract record TensorOp : Op
{
    /// <summary>Whether the op also moves or compares strings; others take numbers and booleans only.</summary>
    public virtual bool TakesStrings => false;

    /// <summary>The op's value on given operands: the specification every later stage is compared with.</summary>
    /// <param name="inputs">Operand values, of the operand types.</param>
    /// <param name="type">The node's inferred type.</param>
    /// <param name="weights">The module's weights.</param>
    public abstract Tensor Evaluate(IReadOnlyList<Tensor> inputs, Types.TensorType type, WeightTable weights);
}
