using System.Collections.Generic;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.CkksDialect;

/// <summary>Cyclic rotation of the slots to the left; one key switch.</summary>
public sealed record CkksRotate(ValueId Input, int Steps) : UnaryCkksOp(Input)
{
    public override string Mnemonic => "ckks.rotate";

    public override bool Relinearizes => false;

    public override T Apply<T>(IReadOnlyList<T> x, ISlotAlgebra<T> slots) => slots.Rotate(x[0], Steps);

    public override EquatableArray<OpAttribute> Attributes => EquatableArray<OpAttribute>.Of(OpAttribute.Of("steps", Steps));

    public override IReadOnlyCollection<int> Rotations => Steps == 0 ? System.Array.Empty<int>() : new[] { Steps };

    protected override SlotForm Form(SlotForm operand) => SlotForms.OfRotation(operand, Steps);

    protected override CiphertextType Apply(CiphertextType input) => input;
}
