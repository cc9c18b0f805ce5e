using System.Collections.Generic;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.CkksDialect;

/// <summary>Multiplies by a weight of the model, encoded at its own scale; a rescale follows.</summary>
public sealed record CkksMultiplyPlain(ValueId Input, string Weight, Layout Plain, Scale PlainScale) : UnaryCkksOp(Input)
{
    public override string Mnemonic => "ckks.multiply_plain";

    public override IReadOnlyCollection<int> Rotations => NoRotations;

    public override bool Relinearizes => false;

    public override T Apply<T>(IReadOnlyList<T> x, ISlotAlgebra<T> slots) => slots.MultiplyPlain(x[0], Weight, Plain);

    public override EquatableArray<OpAttribute> Attributes => EquatableArray<OpAttribute>.Of(
        OpAttribute.Of("weight", Weight), OpAttribute.Of("plain", LayoutText.Write(Plain)), OpAttribute.Of("plain_scale", PlainScale.Value));

    protected override CiphertextType Apply(CiphertextType input) => input with { Scale = input.Scale * PlainScale };

    protected override int Count(CiphertextType operand)
    {
        CheckPlain(Plain, operand.Count);
        return operand.Count;
    }
}
