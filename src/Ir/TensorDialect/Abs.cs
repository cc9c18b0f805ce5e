using System;
using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>|x|, elementwise.</summary>
public sealed record Abs(ValueId Input) : ElementwiseOp(Input)
{
    public override string Mnemonic => "tensor.abs";

    public override double Apply(double x) => Math.Abs(x);
}
