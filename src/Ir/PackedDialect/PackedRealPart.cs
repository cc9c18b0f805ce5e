using System.Collections.Generic;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.PackedDialect;

/// <summary>Twice the real part of sums of products of pairs, as the sum with the conjugate: what linear maps leave in pairs is half of it.</summary>
/// <param name="Input">Sums.</param>
public sealed record PackedRealPart(ValueId Input) : UnaryPackedOp(Input)
{
    public override string Mnemonic => "packed.real_part";

    public override T Apply<T>(IReadOnlyList<T> x, ISlotAlgebra<T> slots) => slots.MultiplyScalar(x[0], 2);

    protected override SlotForm Form(SlotForm operand) => SlotForms.OfRealPart(operand);
}
