using System;
using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>Hyperbolic tangent, elementwise.</summary>
public sealed record Tanh(ValueId Input) : ElementwiseOp(Input)
{
    public override string Mnemonic => "tensor.tanh";

    public override double Apply(double x) => Math.Tanh(x);
}
