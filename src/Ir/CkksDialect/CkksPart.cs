using System.Collections.Generic;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.CkksDialect;

/// <summary>Some ciphertexts of a bundle, one after the other; of pairs whole ones. Nothing is computed.</summary>
/// <param name="Input">The bundle.</param>
/// <param name="First">The first of them, from 0; both of each pair count.</param>
/// <param name="Taken">How many, at least 1; both of each pair count.</param>
public sealed record CkksPart(ValueId Input, int First, int Taken) : UnaryCkksOp(Input)
{
    public override string Mnemonic => "ckks.part";

    public override IReadOnlyCollection<int> Rotations => NoRotations;

    public override bool Relinearizes => false;

    public override T Apply<T>(IReadOnlyList<T> x, ISlotAlgebra<T> slots) => slots.Part(x[0], First, Taken);

    public override EquatableArray<OpAttribute> Attributes => EquatableArray<OpAttribute>.Of(OpAttribute.Of("first", First), OpAttribute.Of("count", Taken));

    protected override bool AcceptsDegreeTwo => true;

    protected override int Count(CiphertextType operand)
    {
        string taken = $"ciphertexts {First} to {First + (long)Taken - 1}";
        if (First < 0 || Taken < 1 || First > operand.RealCount - Taken)
        {
            throw new IrException($"{taken} are no part of a bundle of {operand.RealCount}");
        }

        int width = operand.Form.Width();
        return First % width == 0 && Taken % width == 0 ? Taken / width : throw new IrException($"{taken} take pairs apart");
    }

    protected override SlotForm Form(SlotForm operand) => operand;

    protected override CiphertextType Apply(CiphertextType input) => input;
}
