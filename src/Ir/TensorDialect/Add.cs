using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>Sum with broadcasting, elementwise.</summary>
public sealed record Add(ValueId Left, ValueId Right) : BinaryOp(Left, Right)
{
    public override string Mnemonic => "tensor.add";

    public override double Apply(double left, double right) => left + right;
}
