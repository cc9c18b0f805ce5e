using System.Collections.Generic;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.CkksDialect;

/// <summary>Adds a number to every slot.</summary>
public sealed record CkksAddScalar(ValueId Input, double Value) : UnaryCkksOp(Input)
{
    public override string Mnemonic => "ckks.add_scalar";

    public override IReadOnlyCollection<int> Rotations => NoRotations;

    public override bool Relinearizes => false;

    public override T Apply<T>(IReadOnlyList<T> x, ISlotAlgebra<T> slots) => slots.AddScalar(x[0], Value);

    public override EquatableArray<OpAttribute> Attributes => EquatableArray<OpAttribute>.Of(OpAttribute.Of("value", Value));

    protected override bool AcceptsDegreeTwo => true;

    protected override CiphertextType Apply(CiphertextType input) => input;
}
