using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.CkksDialect;

/// <summary>For each step k in turn: x = x + rotate(x, k). One key switch a step.</summary>
public sealed record CkksSumSlots(ValueId Input, EquatableArray<long> Steps) : UnaryCkksOp(Input)
{
    public override string Mnemonic => "ckks.sum_slots";

    public override bool Relinearizes => false;

    public override T Apply<T>(IReadOnlyList<T> x, ISlotAlgebra<T> slots) => Rotation.Sum(x[0], Steps, slots);

    public override EquatableArray<OpAttribute> Attributes => EquatableArray<OpAttribute>.Of(OpAttribute.Of("steps", Steps));

    public override IReadOnlyCollection<int> Rotations => Steps.Select(static step => (int)step).Where(static step => step != 0).Distinct().ToList();

    protected override SlotForm Form(SlotForm operand) => SlotForms.OfSlotSum(operand, Steps);

    protected override CiphertextType Apply(CiphertextType input) => input;
}
