using System;
using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>x / (1 + e^-x), elementwise (also called swish).</summary>
public sealed record Silu(ValueId Input) : ElementwiseOp(Input)
{
    public override string Mnemonic => "tensor.silu";

    public override double Apply(double x) => x / (1 + Math.Exp(-x));
}
