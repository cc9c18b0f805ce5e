using PowerSoftmax.Ir.Approximation;
using PowerSoftmax.Ir.Collections;
using PowerSoftmax.Ir.Graphs;
using PowerSoftmax.Ir.Text;

namespace PowerSoftmax.Ir.TensorDialect;

/// <summary>A Chebyshev series applied to every element.</summary>
public sealed record Polynomial(ValueId Input, ChebyshevSeries Series) : ElementwiseOp(Input)
{
    public override string Mnemonic => "tensor.polynomial";

    public override EquatableArray<OpAttribute> Attributes =>
        EquatableArray<OpAttribute>.Of(OpAttribute.Of("series", Series.ToString()));

    public override double Apply(double x) => Series.Evaluate(x);

    internal static Polynomial Read(OpArguments arguments) =>
        new(arguments.Input(0), CompositeAttributes.Series(arguments, "series") ?? throw new IrException($"{arguments.Mnemonic} needs the attribute 'series'"));
}
