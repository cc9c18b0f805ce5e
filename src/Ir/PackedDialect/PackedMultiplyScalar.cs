using System;
using System.Collections.Generic;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Text;

namespace PowerSoftmax.Ir.PackedDialect;

/// <summary>Multiplies every slot by a number. Costs a level, unless the number is a small integer.</summary>
public sealed record PackedMultiplyScalar(ValueId Input, double Value) : UnaryPackedOp(Input)
{
    /// <summary>Largest integer that multiplies without a level: noise grows by the same factor.</summary>
    public const int LargestFreeInteger = 1024;

    public override string Mnemonic => "packed.multiply_scalar";

    /// <summary>An integer is a factor of the encoded integers themselves: it needs no scale of its own.</summary>
    public bool IsFreeInteger => Math.Abs(Value) <= LargestFreeInteger && Value == Math.Floor(Value);

    public override int LevelsConsumed => IsFreeInteger ? 0 : 1;

    public override EquatableArray<OpAttribute> Attributes => EquatableArray<OpAttribute>.Of(OpAttribute.Of("value", Value));

    public override T Apply<T>(IReadOnlyList<T> x, ISlotAlgebra<T> slots) => slots.MultiplyScalar(x[0], Value);
}
