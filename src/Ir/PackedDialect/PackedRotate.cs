using System.Collections.Generic;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Layouts;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Text;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.PackedDialect;

/// <summary>Cyclic rotation of each ciphertext to the left by <paramref name="Steps"/> slots (0 … slots - 1).</summary>
public sealed record PackedRotate(ValueId Input, int Steps, Layout? Result = null) : UnaryPackedOp(Input)
{
    public override string Mnemonic => "packed.rotate";

    public override Layout? ResultLayout => Result;

    public override EquatableArray<OpAttribute> Attributes => EquatableArray<OpAttribute>.From(
        System.Linq.Enumerable.Concat(new[] { OpAttribute.Of("steps", Steps) }, LayoutAttribute.Optional("layout", Result)));

    public override T Apply<T>(IReadOnlyList<T> x, ISlotAlgebra<T> slots) => slots.Rotate(x[0], Steps);

    protected override SlotForm Form(SlotForm operand) => SlotForms.OfRotation(operand, Steps);
}
