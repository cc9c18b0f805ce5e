using System.Collections.Generic;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>A function of two elements, applied elementwise; the operands' shapes broadcast as in NumPy.</summary>
public abstract record BinaryOp(ValueId Left, ValueId Right) : TensorOp
{
    public sealed override EquatableArray<ValueId> Inputs => EquatableArray<ValueId>.Of(Left, Right);

    public sealed override Op WithInputs(EquatableArray<ValueId> inputs) => this with { Left = inputs[0], Right = inputs[1] };

    /// <summary>The function, in double precision.</summary>
    public abstract double Apply(double left, double right);

    public override IrType InferType(TypeContext context)
    {
        TensorType left = context.Operand<TensorType>(0);
        TensorType right = context.Operand<TensorType>(1);
        return new TensorType(ResultElement(left.Element, right.Element), Broadcasting.Join(left.Shape, right.Shape));
    }

    public override Tensor Evaluate(IReadOnlyList<Tensor> inputs, TensorType type, WeightTable weights)
    {
        double[] left = inputs[0].Values;
        double[] right = inputs[1].Values;
        int[]? leftMap = inputs[0].Shape == type.Shape ? null : Broadcasting.Map(inputs[0].Shape, type.Shape);
        int[]? rightMap = inputs[1].Shape == type.Shape ? null : Broadcasting.Map(inputs[1].Shape, type.Shape);
        double[] values = new double[type.Shape.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Apply(left[leftMap is null ? i : leftMap[i]], right[rightMap is null ? i : rightMap[i]]);
        }

        ElementRounding.RoundInPlace(values, type.Element);
        return new Tensor(type.Element, type.Shape, values);
    }

    /// <summary>Element type of the result.</summary>
    /// <exception cref="IrException">The operands' element types do not go together.</exception>
    protected virtual ElementType ResultElement(ElementType left, ElementType right) =>
        left == right ? left : throw new IrException($"the operands are {left} and {right}; both must have one element type");
}
