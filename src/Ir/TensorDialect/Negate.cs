using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>-x, elementwise.</summary>
public sealed record Negate(ValueId Input) : ElementwiseOp(Input)
{
    public override string Mnemonic => "tensor.negate";

    public override double Apply(double x) => -x;
}
