using System.Collections.Generic;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.CkksDialect;

/// <summary>Product of two ciphertexts of one level: degree 2, the scales multiply.</summary>
public sealed record CkksMultiply(ValueId Left, ValueId Right) : CkksOp
{
    public override string Mnemonic => "ckks.multiply";

    public override IReadOnlyCollection<int> Rotations => NoRotations;

    public override bool Relinearizes => false;

    public override T Apply<T>(IReadOnlyList<T> x, ISlotAlgebra<T> slots) => slots.Multiply(x[0], x[1]);

    public override EquatableArray<ValueId> Inputs => EquatableArray<ValueId>.Of(Left, Right);

    public override Op WithInputs(EquatableArray<ValueId> inputs) => new CkksMultiply(inputs[0], inputs[1]);

    public override IrType InferType(TypeContext context)
    {
        CiphertextType left = Linear(context, 0);
        CiphertextType right = Linear(context, 1);
        CheckCounts(left, right);
        CheckLevels(left, right);
        left.Form.RequireReal();
        right.Form.RequireReal();

        return new CiphertextType(left.Level, left.Scale * right.Scale, 2, left.Count);
    }
}
