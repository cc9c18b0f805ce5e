using System.Collections.Generic;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.CkksDialect;

/// <summary>The sum of the products of two bundles of one level, ciphertext by ciphertext: one ciphertext of degree 2, the scales multiply.</summary>
/// <param name="Left">Real, or pairs.</param>
/// <param name="Right">Real, conjugate pairs, or pairs.</param>
/// <param name="Subtracts">Whether products of second ciphertexts are subtracted; of pairs and pairs alone.</param>
public sealed record CkksInnerProduct(ValueId Left, ValueId Right, bool Subtracts = false) : CkksOp
{
    public override string Mnemonic => "ckks.inner_product";

    public override IReadOnlyCollection<int> Rotations => NoRotations;

    public override bool Relinearizes => false;

    public override T Apply<T>(IReadOnlyList<T> x, ISlotAlgebra<T> slots) => InnerProducts.Apply(x, Subtracts, slots);

    public override EquatableArray<ValueId> Inputs => EquatableArray<ValueId>.Of(Left, Right);

    public override Op WithInputs(EquatableArray<ValueId> inputs) => this with { Left = inputs[0], Right = inputs[1] };

    public override EquatableArray<OpAttribute> Attributes => EquatableArray<OpAttribute>.From(InnerProducts.Write(Subtracts));

    public override IrType InferType(TypeContext context)
    {
        CiphertextType left = Linear(context, 0);
        CiphertextType right = Linear(context, 1);
        CheckCounts(left, right);
        CheckLevels(left, right);

        return new CiphertextType(left.Level, left.Scale * right.Scale, 2, 1, SlotForms.OfInnerProduct(left.Form, right.Form, Subtracts));
    }
}
