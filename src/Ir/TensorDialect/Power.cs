using System;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Types;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>Left to the power right, with broadcasting, elementwise. The exponent may have another element type.</summary>
public sealed record Power(ValueId Left, ValueId Right) : BinaryOp(Left, Right)
{
    public override string Mnemonic => "tensor.power";

    public override double Apply(double left, double right) => right == 2 ? left * left : Math.Pow(left, right);

    protected override ElementType ResultElement(ElementType left, ElementType right) => left;
}
