using System.Collections.Generic;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.CkksDialect;

/// <summary>Some ciphertexts of a bundle, one after the other. Nothing is computed.</summary>
/// <param name="Input">The bundle.</param>
/// <param name="First">The first of them, from 0.</param>
/// <param name="Taken">How many, at least 1.</param>
public sealed record CkksPart(ValueId Input, int First, int Taken) : UnaryCkksOp(Input)
{
    public override string Mnemonic => "ckks.part";

    public override IReadOnlyCollection<int> Rotations => NoRotations;

    public override bool Relinearizes => false;

    public override T Apply<T>(IReadOnlyList<T> x, ISlotAlgebra<T> slots) => slots.Part(x[0], First, Taken);

    public override EquatableArray<OpAttribute> Attributes => EquatableArray<OpAttribute>.Of(OpAttribute.Of("first", First), OpAttribute.Of("count", Taken));

    protected override bool AcceptsDegreeTwo => true;

    protected override int Count(int operand) => First >= 0 && Taken >= 1 && First <= operand - Taken
        ? Taken
        : throw new IrException($"ciphertexts {First} to {First + (long)Taken - 1} are no part of a bundle of {operand}");

    protected override CiphertextType Apply(CiphertextType input) => input;
}
