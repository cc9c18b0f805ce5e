using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.PackedDialect;

/// <summary>The sum of the products of two bundles, ciphertext by ciphertext: one ciphertext. Of pairs and conjugate pairs, whose products are sums of two, or of pairs and pairs, where they are differences.</summary>
/// <param name="Left">Real, or pairs.</param>
/// <param name="Right">Real, conjugate pairs, or pairs.</param>
/// <param name="Result">Layout of the result.</param>
/// <param name="Subtracts">Whether products of second ciphertexts are subtracted: the real part of (w + u w')(x + u y) is w x - w' y. Of pairs and pairs alone.</param>
public sealed record PackedInnerProduct(ValueId Left, ValueId Right, Layout Result, bool Subtracts = false) : PackedOp
{
    public override string Mnemonic => "packed.inner_product";

    public override int LevelsConsumed => 1;

    public override EquatableArray<ValueId> Inputs => EquatableArray<ValueId>.Of(Left, Right);

    public override EquatableArray<OpAttribute> Attributes => EquatableArray<OpAttribute>.From(InnerProducts.Write(Subtracts).Append(LayoutAttribute.Of("layout", Result)));

    public override Op WithInputs(EquatableArray<ValueId> inputs) => this with { Left = inputs[0], Right = inputs[1] };

    public override T Apply<T>(IReadOnlyList<T> x, ISlotAlgebra<T> slots) => InnerProducts.Apply(x, Subtracts, slots);

    public override IrType InferType(TypeContext context)
    {
        PackedType left = context.Operand<PackedType>(0);
        PackedType right = context.Operand<PackedType>(1);
        SlotForm form = SlotForms.OfInnerProduct(left.Form, right.Form, Subtracts);

        return left.Count == right.Count && Result.CiphertextCount == 1 && Result.SlotCount == left.Layout.SlotCount && Result.SlotCount == right.Layout.SlotCount
            ? new PackedType(Result, form)
            : throw new IrException($"{left.Count} ciphertexts are multiplied with {right.Count} and summed to one, the result's layout has {Result.CiphertextCount} of {Result.SlotCount} slots");
    }
}
