using System.Collections.Generic;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Parameters;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.CkksDialect;

/// <summary>Brings a product back to degree 1 by one key switch.</summary>
public sealed record CkksRelinearize(ValueId Input) : UnaryCkksOp(Input)
{
    public override string Mnemonic => "ckks.relinearize";

    public override IReadOnlyCollection<int> Rotations => NoRotations;

    public override bool Relinearizes => true;

    public override T Apply<T>(IReadOnlyList<T> x, ISlotAlgebra<T> slots) => x[0];

    protected override bool AcceptsDegreeTwo => true;

    protected override CiphertextType Apply(CiphertextType input) => input with { Degree = 1 };

    protected override SlotForm Form(SlotForm operand) => operand;
}
