using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>Difference with broadcasting, elementwise.</summary>
public sealed record Subtract(ValueId Left, ValueId Right) : BinaryOp(Left, Right)
{
    public override string Mnemonic => "tensor.subtract";

    public override double Apply(double left, double right) => left - right;
}
