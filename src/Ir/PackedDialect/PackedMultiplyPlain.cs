using System.Collections.Generic;
using System.Linq;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Text;

namespace PowerSoftmax.Ir.PackedDialect;

/// <summary>Multiplies by a weight of the model: a mask or a scaling. Costs a level.</summary>
/// <param name="Input">The slot vector.</param>
/// <param name="Weight">Name of the plaintext's tensor.</param>
/// <param name="Plain">How that tensor lies in the slots, repeated along the dimensions it lacks.</param>
/// <param name="Result">Layout of the result, where zeros of a mask change it; null: that of the operand.</param>
public sealed record PackedMultiplyPlain(ValueId Input, string Weight, Layout Plain, Layout? Result = null) : UnaryPackedOp(Input)
{
    public override string Mnemonic => "packed.multiply_plain";

    public override int LevelsConsumed => 1;

    public override Layout? ResultLayout => Result;

    public override EquatableArray<OpAttribute> Attributes => EquatableArray<OpAttribute>.From(
        new[] { OpAttribute.Of("weight", Weight), LayoutAttribute.Of("plain", Plain) }.Concat(LayoutAttribute.Optional("layout", Result)));

    public override T Apply<T>(IReadOnlyList<T> x, ISlotAlgebra<T> slots) => slots.MultiplyPlain(x[0], Weight, Plain);

    protected override void CheckBundle(Layout operand, Layout result)
    {
        CheckSame(operand, Plain, "the plaintext's layout");
        CheckSame(operand, result, "the result's layout");
    }
}
