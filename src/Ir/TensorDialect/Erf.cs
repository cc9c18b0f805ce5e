using PowerSoftmax.Ir.Graphs;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>Error function, elementwise.</summary>
public sealed record Erf(ValueId Input) : ElementwiseOp(Input)
{
    public override string Mnemonic => "tensor.erf";

    public override double Apply(double x) => SpecialFunctions.Erf(x);
}
