using System;
using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>1 / (1 + e^-x), elementwise.</summary>
public sealed record Sigmoid(ValueId Input) : ElementwiseOp(Input)
{
    public override string Mnemonic => "tensor.sigmoid";

    // e^-|x| cannot overflow, which e^-x can.
    public override double Apply(double x)
    {
        double e = Math.Exp(-Math.Abs(x));
        return x >= 0 ? 1 / (1 + e) : e / (1 + e);
    }
}
