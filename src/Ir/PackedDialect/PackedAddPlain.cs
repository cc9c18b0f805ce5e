using System.Collections.Generic;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.PackedDialect;

/// <summary>Adds a weight of the model: a bias.</summary>
/// <param name="Input">The slot vector.</param>
/// <param name="Weight">Name of the plaintext's tensor.</param>
/// <param name="Plain">How that tensor lies in the slots, repeated along the dimensions it lacks.</param>
public sealed record PackedAddPlain(ValueId Input, string Weight, Layout Plain) : UnaryPackedOp(Input)
{
    public override string Mnemonic => "packed.add_plain";

    public override EquatableArray<OpAttribute> Attributes =>
        EquatableArray<OpAttribute>.Of(OpAttribute.Of("weight", Weight), LayoutAttribute.Of("plain", Plain));

    public override T Apply<T>(IReadOnlyList<T> x, ISlotAlgebra<T> slots) => slots.AddPlain(x[0], Weight, Plain);

    /// <summary>Both real ciphertexts of a pair take their summands.</summary>
    protected override SlotForm Form(SlotForm operand) => SlotForms.OfPlainSum(operand);

    protected override void CheckBundle(Layout operand, Layout result) => CheckSame(operand, Plain, "the plaintext's layout");
}
