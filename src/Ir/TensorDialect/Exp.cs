using System;
using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>e^x, elementwise.</summary>
public sealed record Exp(ValueId Input) : ElementwiseOp(Input)
{
    public override string Mnemonic => "tensor.exp";

    public override double Apply(double x) => Math.Exp(x);
}
