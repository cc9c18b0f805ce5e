using System.Collections.Generic;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.CkksDialect;

/// <summary>Multiplies every slot by a number, encoded at its own scale; a rescale follows.</summary>
public sealed record CkksMultiplyScalar(ValueId Input, double Value, Scale PlainScale) : UnaryCkksOp(Input)
{
    public override string Mnemonic => "ckks.multiply_scalar";

    public override IReadOnlyCollection<int> Rotations => NoRotations;

    public override bool Relinearizes => false;

    public override T Apply<T>(IReadOnlyList<T> x, ISlotAlgebra<T> slots) => slots.MultiplyScalar(x[0], Value);

    public override EquatableArray<OpAttribute> Attributes => EquatableArray<OpAttribute>.Of(
        OpAttribute.Of("value", Value), OpAttribute.Of("plain_scale", PlainScale.Value));

    protected override CiphertextType Apply(CiphertextType input) => input with { Scale = input.Scale * PlainScale };
}
