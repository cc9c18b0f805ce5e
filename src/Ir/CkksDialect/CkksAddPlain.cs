using System.Collections.Generic;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.CkksDialect;

/// <summary>Adds a weight of the model, encoded at the operand's level and scale.</summary>
public sealed record CkksAddPlain(ValueId Input, string Weight, Layout Plain) : UnaryCkksOp(Input)
{
    public override string Mnemonic => "ckks.add_plain";

    public override IReadOnlyCollection<int> Rotations => NoRotations;

    public override bool Relinearizes => false;

    public override T Apply<T>(IReadOnlyList<T> x, ISlotAlgebra<T> slots) => slots.AddPlain(x[0], Weight, Plain);

    public override EquatableArray<OpAttribute> Attributes => EquatableArray<OpAttribute>.Of(
        OpAttribute.Of("weight", Weight), OpAttribute.Of("plain", LayoutText.Write(Plain)));

    protected override bool AcceptsDegreeTwo => true;

    protected override CiphertextType Apply(CiphertextType input) => input;

    protected override int Count(CiphertextType operand)
    {
        CheckPlain(Plain, operand.RealCount);
        return operand.Count;
    }

    protected override SlotForm Form(SlotForm operand) => SlotForms.OfPlainSum(operand);
}
