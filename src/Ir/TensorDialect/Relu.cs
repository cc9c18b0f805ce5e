using System;
using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>max(0, x), elementwise; NaN stays NaN.</summary>
public sealed record Relu(ValueId Input) : ElementwiseOp(Input)
{
    public override string Mnemonic => "tensor.relu";

    public override double Apply(double x) => Math.Max(0, x);
}
