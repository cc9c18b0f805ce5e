using System.Collections.Generic;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.PackedDialect;

/// <summary>Sums slots of each ciphertext by doubling: for each step k in turn, x = x + rotate(x, k).</summary>
/// <param name="Input">The slot vector.</param>
/// <param name="Steps">Rotations, usually powers of two; one key switch each.</param>
/// <param name="Result">Layout of the result.</param>
public sealed record PackedSumSlots(ValueId Input, EquatableArray<long> Steps, Layout Result) : UnaryPackedOp(Input)
{
    public override string Mnemonic => "packed.sum_slots";

    public override Layout? ResultLayout => Result;

    public override EquatableArray<OpAttribute> Attributes =>
        EquatableArray<OpAttribute>.Of(OpAttribute.Of("steps", Steps), LayoutAttribute.Of("layout", Result));

    public override T Apply<T>(IReadOnlyList<T> x, ISlotAlgebra<T> slots) => Rotation.Sum(x[0], Steps, slots);

    protected override SlotForm Form(SlotForm operand) => SlotForms.OfSlotSum(operand, Steps);
}
