using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>1 / x, elementwise; infinite at zero.</summary>
public sealed record Reciprocal(ValueId Input) : ElementwiseOp(Input)
{
    public override string Mnemonic => "tensor.reciprocal";

    public override double Apply(double x) => 1 / x;
}
