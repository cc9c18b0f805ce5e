using System;
using System.Collections.Generic;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Text;

namespace PowerSoftmax.Ir.PackedDialect;

/// <summary>Adds a number to every slot.</summary>
public sealed record PackedAddScalar(ValueId Input, double Value) : UnaryPackedOp(Input)
{
    public override string Mnemonic => "packed.add_scalar";

    public override EquatableArray<OpAttribute> Attributes => EquatableArray<OpAttribute>.Of(OpAttribute.Of("value", Value));

    public override T Apply<T>(IReadOnlyList<T> x, ISlotAlgebra<T> slots) => slots.AddScalar(x[0], Value);
}
