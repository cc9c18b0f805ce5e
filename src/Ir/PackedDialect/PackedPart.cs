using System.Collections.Generic;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.PackedDialect;

/// <summary>Some ciphertexts of a bundle, one after the other; of pairs whole ones. Costs nothing.</summary>
/// <param name="Input">The bundle.</param>
/// <param name="First">The first of them, from 0.</param>
/// <param name="Result">Layout of the result, with as many ciphertexts as are taken; <see cref="LayoutParts.Part"/> derives one.</param>
public sealed record PackedPart(ValueId Input, int First, Layout Result) : UnaryPackedOp(Input)
{
    public override string Mnemonic => "packed.part";

    public override Layout? ResultLayout => Result;

    public override EquatableArray<OpAttribute> Attributes =>
        EquatableArray<OpAttribute>.Of(OpAttribute.Of("first", First), LayoutAttribute.Of("layout", Result));

    public override T Apply<T>(IReadOnlyList<T> x, ISlotAlgebra<T> slots) => slots.Part(x[0], First, Result.CiphertextCount);

    protected override SlotForm Form(SlotForm operand) => First % operand.Width() == 0 && Result.CiphertextCount % operand.Width() == 0
        ? operand
        : throw new IrException($"ciphertexts {First} to {First + Result.CiphertextCount - 1} take pairs apart");

    protected override void CheckBundle(Layout operand, Layout result)
    {
        if (First < 0 || First > operand.CiphertextCount - result.CiphertextCount)
        {
            throw new IrException($"ciphertexts {First} to {First + result.CiphertextCount - 1} are no part of a bundle of {operand.CiphertextCount}");
        }
    }
}
