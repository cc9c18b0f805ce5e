using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>Bool: whether left &lt; right, with broadcasting, elementwise.</summary>
public sealed record Less(ValueId Left, ValueId Right) : ComparisonOp(Left, Right)
{
    public override string Mnemonic => "tensor.less";

    public override double Apply(double left, double right) => left < right ? 1 : 0;
}
