using System.Collections.Generic;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.PackedDialect;

/// <summary>Slotwise product.</summary>
/// <param name="Result">Layout of the result; null: that of the left operand.</param>
public sealed record PackedMultiply(ValueId Left, ValueId Right, Layout? Result = null) : BinaryPackedOp(Left, Right, Result)
{
    public override string Mnemonic => "packed.multiply";

    public override int LevelsConsumed => 1;

    public override T Apply<T>(IReadOnlyList<T> x, ISlotAlgebra<T> slots) => slots.Multiply(x[0], x[1]);

    protected override SlotForm Form(SlotForm left, SlotForm right)
    {
        left.RequireReal();
        right.RequireReal();
        return SlotForm.Real;
    }
}
