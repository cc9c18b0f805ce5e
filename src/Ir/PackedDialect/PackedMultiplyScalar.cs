using System;
using System.Collections.Generic;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Tensors;
using PowerSoftmax.Ir.Text;

namespace PowerSoftmax.Ir.PackedDialect;

/// <summary>Multiplies every slot by a number. Costs a level.</summary>
public sealed record PackedMultiplyScalar(ValueId Input, double Value) : UnaryPackedOp(Input)
{
    public override string Mnemonic => "packed.multiply_scalar";

    public override EquatableArray<OpAttribute> Attributes => EquatableArray<OpAttribute>.Of(OpAttribute.Of("value", Value));

    public override double[] Evaluate(IReadOnlyList<double[]> inputs, WeightTable weights) =>
        Array.ConvertAll(inputs[0], slot => slot * Value);
}
