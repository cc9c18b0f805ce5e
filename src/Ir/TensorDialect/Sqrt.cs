using System;
using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>Square root, elementwise; NaN for negative elements.</summary>
public sealed record Sqrt(ValueId Input) : ElementwiseOp(Input)
{
    public override string Mnemonic => "tensor.sqrt";

    public override double Apply(double x) => Math.Sqrt(x);
}
