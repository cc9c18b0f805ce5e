using System.Collections.Generic;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.CkksDialect;

/// <summary>The sum of the products of two bundles of one level, ciphertext by ciphertext: one ciphertext of degree 2, the scales multiply.</summary>
/// <param name="Left">Real, or pairs.</param>
/// <param name="Right">Real, or conjugate pairs.</param>
public sealed record CkksInnerProduct(ValueId Left, ValueId Right) : CkksOp
{
    public override string Mnemonic => "ckks.inner_product";

    public override IReadOnlyCollection<int> Rotations => NoRotations;

    public override bool Relinearizes => false;

    public override T Apply<T>(IReadOnlyList<T> x, ISlotAlgebra<T> slots) => slots.SumCiphertexts(slots.Multiply(x[0], x[1]));

    public override EquatableArray<ValueId> Inputs => EquatableArray<ValueId>.Of(Left, Right);

    public override Op WithInputs(EquatableArray<ValueId> inputs) => new CkksInnerProduct(inputs[0], inputs[1]);

    public override IrType InferType(TypeContext context)
    {
        CiphertextType left = Linear(context, 0);
        CiphertextType right = Linear(context, 1);
        CheckCounts(left, right);
        CheckLevels(left, right);

        return new CiphertextType(left.Level, left.Scale * right.Scale, 2, 1, SlotForms.OfInnerProduct(left.Form, right.Form));
    }
}
