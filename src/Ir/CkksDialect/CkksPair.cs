using System.Collections.Generic;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.CkksDialect;

/// <summary>Two neighbours of a bundle as one ciphertext: the first plus, or minus, the exact product of the second with u.</summary>
/// <param name="Input">Of an even number of ciphertexts.</param>
/// <param name="Pairs">Which of both.</param>
public sealed record CkksPair(ValueId Input, SlotForm Pairs) : UnaryCkksOp(Input)
{
    public override string Mnemonic => "ckks.pair";

    public override IReadOnlyCollection<int> Rotations => NoRotations;

    public override bool Relinearizes => false;

    public override EquatableArray<OpAttribute> Attributes => EquatableArray<OpAttribute>.Of(SlotFormAttribute.Write(Pairs));

    public override T Apply<T>(IReadOnlyList<T> x, ISlotAlgebra<T> slots) => x[0];

    protected override CiphertextType Apply(CiphertextType input) => input;

    protected override SlotForm Form(SlotForm operand) => SlotForms.OfPair(operand, Pairs);

    protected override int Count(CiphertextType operand) => SlotForms.PairsOf(operand.Count);
}
