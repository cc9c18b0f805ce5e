using System.Collections.Generic;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.CkksDialect;

/// <summary>Sum of two ciphertexts of one level and scale.</summary>
public sealed record CkksAdd(ValueId Left, ValueId Right) : CkksOp
{
    public override string Mnemonic => "ckks.add";

    public override IReadOnlyCollection<int> Rotations => NoRotations;

    public override bool Relinearizes => false;

    public override T Apply<T>(IReadOnlyList<T> x, ISlotAlgebra<T> slots) => slots.Add(x[0], x[1]);

    public override EquatableArray<ValueId> Inputs => EquatableArray<ValueId>.Of(Left, Right);

    public override Op WithInputs(EquatableArray<ValueId> inputs) => new CkksAdd(inputs[0], inputs[1]);

    public override IrType InferType(TypeContext context)
    {
        CiphertextType left = context.Operand<CiphertextType>(0);
        CiphertextType right = context.Operand<CiphertextType>(1);
        CheckCounts(left, right);
        SlotForms.RequireSame(left.Form, right.Form);
        CheckLevels(left, right);

        if (!left.Scale.Matches(right.Scale))
        {
            throw new IrException($"operands have scales {left.Scale} and {right.Scale}; match them first");
        }

        return left with { Degree = System.Math.Max(left.Degree, right.Degree) };
    }
}
