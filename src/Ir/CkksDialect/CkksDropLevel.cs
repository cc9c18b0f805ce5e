using System.Collections.Generic;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.CkksDialect;

/// <summary>Discards limbs without dividing; the scale stays.</summary>
public sealed record CkksDropLevel(ValueId Input, Level Level) : UnaryCkksOp(Input)
{
    public override string Mnemonic => "ckks.drop_level";

    public override IReadOnlyCollection<int> Rotations => NoRotations;

    public override bool Relinearizes => false;

    public override T Apply<T>(IReadOnlyList<T> x, ISlotAlgebra<T> slots) => x[0];

    public override EquatableArray<OpAttribute> Attributes => EquatableArray<OpAttribute>.Of(
        OpAttribute.Of("level", Level.Value));

    protected override bool AcceptsDegreeTwo => true;

    protected override CiphertextType Apply(CiphertextType input) => Level <= input.Level
        ? input with { Level = Level }
        : throw new IrException($"cannot drop from level {input.Level} to {Level}");

    protected override SlotForm Form(SlotForm operand) => operand;
}
