using System.Collections.Generic;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.PackedDialect;

/// <summary>Sum of two slot vectors of one layout.</summary>
/// <param name="Result">Layout of the result; null: that of the left operand.</param>
public sealed record PackedAdd(ValueId Left, ValueId Right, Layout? Result = null) : BinaryPackedOp(Left, Right, Result)
{
    public override string Mnemonic => "packed.add";

    public override T Apply<T>(IReadOnlyList<T> x, ISlotAlgebra<T> slots) => slots.Add(x[0], x[1]);

    protected override SlotForm Form(SlotForm left, SlotForm right)
    {
        SlotForms.RequireSame(left, right);
        return left;
    }
}
