using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>Quotient with broadcasting, elementwise; integers truncate toward zero.</summary>
public sealed record Divide(ValueId Left, ValueId Right) : BinaryOp(Left, Right)
{
    public override string Mnemonic => "tensor.divide";

    public override double Apply(double left, double right) => left / right;
}
