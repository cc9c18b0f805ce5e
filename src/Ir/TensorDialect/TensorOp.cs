using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>An operation on tensors in the clear, with the meaning ONNX gives it after normalization.</summary>
public abstract record TensorOp : Op
{
    /// <summary>What an element that is read or written counts in <see cref="Work"/>.</summary>
    public const int WorkOfElement = 8;

    /// <summary>Whether the op also moves or compares strings; others take numbers and booleans only.</summary>
    public virtual bool TakesStrings => false;

    /// <summary>How much <see cref="Evaluate"/> has to do, in multiplications; moving or changing an element counts as eight.</summary>
    /// <param name="operands">Operand types.</param>
    /// <param name="type">The node's inferred type.</param>
    public virtual long Work(IReadOnlyList<Types.TensorType> operands, Types.TensorType type) =>
        WorkOfElement * (operands.Sum(static operand => operand.Shape.Count) + type.Shape.Count);

    /// <summary>The op's value on given operands: the specification every later stage is compared with.</summary>
    /// <param name="inputs">Operand values, of the operand types.</param>
    /// <param name="type">The node's inferred type.</param>
    /// <param name="weights">The module's weights.</param>
    public abstract Tensor Evaluate(IReadOnlyList<Tensor> inputs, Types.TensorType type, WeightTable weights);
}
