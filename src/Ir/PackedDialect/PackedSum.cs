using System.Collections.Generic;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Text;

namespace PowerSoftmax.Ir.PackedDialect;

/// <summary>The sum of all ciphertexts of a bundle: one ciphertext. Products wait for it, so that one relinearization and one rescale serve all.</summary>
/// <param name="Input">The bundle.</param>
/// <param name="Result">Layout of the result; <see cref="LayoutSums.SummedCiphertexts"/> derives one.</param>
public sealed record PackedSum(ValueId Input, Layout Result) : UnaryPackedOp(Input)
{
    public override string Mnemonic => "packed.sum";

    public override Layout? ResultLayout => Result;

    public override EquatableArray<OpAttribute> Attributes => EquatableArray<OpAttribute>.Of(LayoutAttribute.Of("layout", Result));

    public override T Apply<T>(IReadOnlyList<T> x, ISlotAlgebra<T> slots) => slots.SumCiphertexts(x[0]);

    protected override void CheckBundle(Layout operand, Layout result)
    {
        if (result.CiphertextCount != 1)
        {
            throw new IrException($"a sum of ciphertexts is one ciphertext, the result's layout has {result.CiphertextCount}");
        }
    }
}
