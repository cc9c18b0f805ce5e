using System.Collections.Generic;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.CkksDialect;

/// <summary>Divides by the last prime of the operand's level and drops it: level - 1, scale / prime.</summary>
public sealed record CkksRescale(ValueId Input, long Prime) : UnaryCkksOp(Input)
{
    public override string Mnemonic => "ckks.rescale";

    public override IReadOnlyCollection<int> Rotations => NoRotations;

    public override bool Relinearizes => false;

    public override T Apply<T>(IReadOnlyList<T> x, ISlotAlgebra<T> slots) => x[0];

    public override EquatableArray<OpAttribute> Attributes => EquatableArray<OpAttribute>.Of(
        OpAttribute.Of("prime", Prime));

    public override int LevelsConsumed => 1;

    protected override bool AcceptsDegreeTwo => true;

    protected override CiphertextType Apply(CiphertextType input) => input with { Level = input.Level - 1, Scale = input.Scale / Prime };

    protected override SlotForm Form(SlotForm operand) => operand;
}
