using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>Elements of one tensor where a Bool condition holds and of another where it does not; all three broadcast.</summary>
public sealed record Where(ValueId Condition, ValueId WhenTrue, ValueId WhenFalse) : TensorOp
{
    public override string Mnemonic => "tensor.where";

    public override bool TakesStrings => true;

    public override EquatableArray<ValueId> Inputs => EquatableArray<ValueId>.Of(Condition, WhenTrue, WhenFalse);

    public override Op WithInputs(EquatableArray<ValueId> inputs) =>
        this with { Condition = inputs[0], WhenTrue = inputs[1], WhenFalse = inputs[2] };

    public override IrType InferType(TypeContext context)
    {
        TensorType condition = context.Operand<TensorType>(0);
        TensorType whenTrue = context.Operand<TensorType>(1);
        TensorType whenFalse = context.Operand<TensorType>(2);
        if (condition.Element != ElementType.Bool || whenTrue.Element != whenFalse.Element)
        {
            throw new IrException($"condition {condition.Element} must be Bool, and {whenTrue.Element} and {whenFalse.Element} one element type");
        }

        return new TensorType(whenTrue.Element, Broadcasting.Join(condition.Shape, Broadcasting.Join(whenTrue.Shape, whenFalse.Shape)));
    }

    public override Tensor Evaluate(IReadOnlyList<Tensor> inputs, TensorType type, WeightTable weights)
    {
        Tensor[] operands = inputs
            .Select(input => TensorElements.Take(input, type.Shape, Broadcasting.Map(input.Shape, type.Shape)))
            .ToArray();
        bool[] condition = operands[0].Values.Select(static value => value != 0).ToArray();
        if (operands[1].Strings is string[] whenTrue && operands[2].Strings is string[] whenFalse)
        {
            return new Tensor(type.Shape, condition.Select((holds, i) => holds ? whenTrue[i] : whenFalse[i]).ToArray());
        }

        double[] values = condition.Select((holds, i) => operands[holds ? 1 : 2].Values[i]).ToArray();
        return new Tensor(type.Element, type.Shape, values);
    }
}
