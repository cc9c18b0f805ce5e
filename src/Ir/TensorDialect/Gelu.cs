using System;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Text;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>Gaussian error linear unit, elementwise: x times the normal distribution function of x.</summary>
/// <param name="Input">Any floating-point tensor.</param>
/// <param name="Tanh">Use the approximation by tanh instead of the exact form by erf.</param>
/// <remarks>Hendrycks, Gimpel, "Gaussian Error Linear Units", arXiv 1606.08415.</remarks>
public sealed record Gelu(ValueId Input, bool Tanh) : ElementwiseOp(Input)
{
    private const double CubicCoefficient = 0.044715;

    public override string Mnemonic => "tensor.gelu";

    public override EquatableArray<OpAttribute> Attributes => EquatableArray<OpAttribute>.Of(OpAttribute.Of("tanh", Tanh));

    public override double Apply(double x) => Tanh
        ? 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (CubicCoefficient * x * x * x))))
        : 0.5 * x * (1 + SpecialFunctions.Erf(x / Math.Sqrt(2)));
}
