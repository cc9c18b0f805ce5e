using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>Logical negation of a Bool tensor, elementwise.</summary>
public sealed record Not(ValueId Input) : ElementwiseOp(Input)
{
    public override string Mnemonic => "tensor.not";

    public override double Apply(double x) => x == 0 ? 1 : 0;
}
