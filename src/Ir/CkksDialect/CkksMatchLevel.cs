using System.Collections.Generic;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.CkksDialect;

/// <summary>Brings a value down to a lower level at exactly that level's scale: drop, one integer product, one rescale. No key switch.</summary>
public sealed record CkksMatchLevel(ValueId Input, Level Level, Scale Scale) : UnaryCkksOp(Input)
{
    public override string Mnemonic => "ckks.match_level";

    public override IReadOnlyCollection<int> Rotations => NoRotations;

    public override bool Relinearizes => false;

    public override T Apply<T>(IReadOnlyList<T> x, ISlotAlgebra<T> slots) => x[0];

    public override EquatableArray<OpAttribute> Attributes => EquatableArray<OpAttribute>.Of(
        OpAttribute.Of("level", Level.Value), OpAttribute.Of("scale", Scale.Value));

    protected override CiphertextType Apply(CiphertextType input) => Level < input.Level
        ? new CiphertextType(Level, Scale, 1)
        : throw new IrException($"the target level {Level} must be below the operand's level {input.Level}");

    protected override SlotForm Form(SlotForm operand) => operand;
}
