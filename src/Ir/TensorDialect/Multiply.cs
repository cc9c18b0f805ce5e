using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>Product with broadcasting, elementwise.</summary>
public sealed record Multiply(ValueId Left, ValueId Right) : BinaryOp(Left, Right)
{
    public override string Mnemonic => "tensor.multiply";

    public override double Apply(double left, double right) => left * right;
}
