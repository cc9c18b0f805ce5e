using System.Collections.Generic;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.PackedDialect;

/// <summary>Two neighbours of a bundle as one ciphertext, x + u y or x - u y. Costs no level.</summary>
/// <param name="Input">Of an even number of ciphertexts.</param>
/// <param name="Pairs">Which of both.</param>
public sealed record PackedPair(ValueId Input, SlotForm Pairs) : UnaryPackedOp(Input)
{
    public override string Mnemonic => "packed.pair";

    public override EquatableArray<OpAttribute> Attributes => EquatableArray<OpAttribute>.Of(SlotFormAttribute.Write(Pairs));

    public override T Apply<T>(IReadOnlyList<T> x, ISlotAlgebra<T> slots) => x[0];

    protected override SlotForm Form(SlotForm operand) => SlotForms.OfPair(operand, Pairs);

    protected override void CheckBundle(Layouts.Layout operand, Layouts.Layout result) => SlotForms.PairsOf(operand.CiphertextCount);

    internal static PackedPair Read(OpArguments arguments) => new(arguments.Input(0), SlotFormAttribute.Read(arguments));
}
