using System.Collections.Generic;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.PackedDialect;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.CkksDialect;

/// <summary>Twice the real part of sums of products of pairs, as the sum with the conjugate. One key switch.</summary>
/// <param name="Input">Sums.</param>
public sealed record CkksRealPart(ValueId Input) : UnaryCkksOp(Input)
{
    public override string Mnemonic => "ckks.real_part";

    public override IReadOnlyCollection<int> Rotations => NoRotations;

    public override bool Relinearizes => false;

    public override bool Conjugates => true;

    public override T Apply<T>(IReadOnlyList<T> x, ISlotAlgebra<T> slots) => slots.MultiplyScalar(x[0], 2);

    protected override CiphertextType Apply(CiphertextType input) => input;

    protected override SlotForm Form(SlotForm operand) => SlotForms.OfRealPart(operand);
}
